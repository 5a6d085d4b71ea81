// SPDX-License-Identifier: MIT
#include "tests/app/cli/nodeendpoint.h"

#include "tests/app/cli/kauntctl.h"

namespace kaunt::test {

namespace {

constexpr char script[] = R"js(
const held = [];
const server = require('http').createServer((request, response) => {
    const parts = [];
    request.on('data', part => parts.push(part));
    request.on('end', () => {
        console.log(JSON.stringify({method: request.method, target: request.url, headers: request.rawHeaders,
                                    body: Buffer.concat(parts).toString('base64')}));
        if (request.url === '/silent')
            return;
        if (request.url === '/hang-up')
            return request.socket.destroy();
        if (request.url === '/held')
            return held.push(response);
        const status = /^\/status\/(\d+)$/.exec(request.url);
        response.statusCode = request.url === '/busy' ? 503 : status ? Number(status[1]) : 200;
        if (response.statusCode === 503)
            response.setHeader('Retry-After', '77');
        response.end('seen by node');
    });
});
process.stdin.on('data', () => held.splice(0).forEach(response => response.end('seen by node')));
server.listen(Number(process.argv[1]), '127.0.0.1',
              () => console.log(JSON.stringify({port: server.address().port})));
)js";

} // namespace

QString NodeEndpoint::Request::header(const QString& name) const
{
    for (qsizetype i = 0; i + 1 < headers.size(); i += 2) {
        if (headers.at(i).toString() == name)
            return headers.at(i + 1).toString();
    }
    return {};
}

void NodeEndpoint::start()
{
    m_node.start(QStringLiteral("node"), {QStringLiteral("-e"), QLatin1String(script), QString::number(m_port)});
    m_port = Kauntctl::nextLine(m_node).value(QStringLiteral("port")).toInt();
}

void NodeEndpoint::kill()
{
    m_node.kill();
    m_node.waitForFinished(Kauntctl::patience);
}

void NodeEndpoint::release()
{
    m_node.write("\n");
    m_node.waitForBytesWritten(Kauntctl::patience);
}

QString NodeEndpoint::url(const QString& path) const
{
    return QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path);
}

NodeEndpoint::Request NodeEndpoint::nextRequest()
{
    const QJsonObject seen = Kauntctl::nextLine(m_node);
    return {seen.value(QStringLiteral("method")).toString(), seen.value(QStringLiteral("target")).toString(),
            seen.value(QStringLiteral("headers")).toArray(),
            QByteArray::fromBase64(seen.value(QStringLiteral("body")).toString().toLatin1())};
}

} // namespace kaunt::test
