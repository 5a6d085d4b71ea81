// SPDX-License-Identifier: MIT
#include "tests/app/cli/nodeproxy.h"

#include "tests/app/cli/kauntctl.h"

namespace kaunt::test {

namespace {

constexpr char script[] = R"js(
const http = require('http');
const [receiver, mode] = process.argv.slice(1);
const text = body => body.toString('latin1');
const changes = {
    reserialise: body => { try { return Buffer.from(JSON.stringify(JSON.parse(body), null, 2)); } catch { return body; } },
    crlf: body => Buffer.from(text(body).replace(/\r?\n/g, '\r\n'), 'latin1'),
    trim: body => Buffer.from(text(body).replace(/\s+$/, ''), 'latin1'),
    truncate: body => body.subarray(0, Math.min(body.length, 8000)),
    gzip: body => require('zlib').gzipSync(body),
    br: body => require('zlib').brotliCompressSync(body),
    recode: body => text(body).includes('\xe5') ? Buffer.from(text(body), 'utf8') : body,
};
function passOn(request, body, done) {
    const headers = {...request.headers, 'content-length': body.length};
    delete headers['transfer-encoding'];
    for (const name of Object.keys(headers))
        if (mode === 'strip' && name.startsWith('x-')) delete headers[name];
    if (mode === 'gzip' || mode === 'br') headers['content-encoding'] = mode;
    const method = mode === 'method' ? 'PUT' : request.method;
    http.request(receiver + request.url, {method, headers}, answer => {
        answer.resume().on('end', () => done(answer.statusCode));
    }).end(body);
}
const server = http.createServer((request, response) => {
    const parts = [];
    request.on('data', part => parts.push(part)).on('end', () => {
        const body = (changes[mode] || (same => same))(Buffer.concat(parts));
        const answer = status => { response.statusCode = mode === 'fail' ? 502 : status; response.end(); };
        if (mode === 'swallow') answer(200);
        else if (mode === 'twice') passOn(request, body, () => passOn(request, body, answer));
        else if (mode === 'again') passOn(request, body, status => {
            answer(status);
            setTimeout(() => passOn(request, body, () => {}), 300);
        });
        else passOn(request, body, answer);
    });
});
server.listen(0, '127.0.0.1', () => console.log(JSON.stringify({port: server.address().port})));
)js";

} // namespace

NodeProxy::NodeProxy(const QString& receiver, const QString& mode)
{
    m_node.start(QStringLiteral("node"), {QStringLiteral("-e"), QLatin1String(script), receiver, mode});
    m_port = Kauntctl::nextLine(m_node).value(QStringLiteral("port")).toInt();
}

NodeProxy::~NodeProxy()
{
    m_node.kill();
    m_node.waitForFinished(Kauntctl::patience);
}

QString NodeProxy::url(const QString& path) const
{
    return QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path);
}

} // namespace kaunt::test
