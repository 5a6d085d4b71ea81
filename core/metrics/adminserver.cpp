// SPDX-License-Identifier: MIT
#include "core/metrics/adminserver.h"

#include <algorithm>

namespace kaunt {

namespace {

http::Response plain(int status, const QByteArray& body)
{
    http::Response response;
    response.status = status;
    response.headers.append(Header{"Content-Type", "text/plain"});
    response.body = body;
    return response;
}

bool acceptsOpenMetrics(const http::RequestHead& head)
{
    const QList<QByteArray> values = headerValues(head.headers, "Accept");
    return std::any_of(values.cbegin(), values.cend(), [](const QByteArray& value) {
        return value.toLower().contains("application/openmetrics-text");
    });
}

/// "127.0.0.1:9187", "[::1]", "localhost": without its port and brackets.
QString hostOf(const QByteArray& field)
{
    const bool isBracketed = field.startsWith('[');
    const qsizetype end = field.indexOf(isBracketed ? ']' : ':');
    const QByteArray host = end < 0 ? field : field.left(end);
    return QString::fromLatin1(isBracketed ? host.mid(1) : host);
}

/// A page in a browser of this machine can have its own name lead here and would then read what it likes, as of one
/// origin with it (DNS rebinding): the name that it calls is all that tells.
bool isOfThisMachine(const QString& host, const QHostAddress& listening)
{
    if (host.compare(u"localhost", Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return address.isLoopback() || (!address.isNull() && address == listening);
}

/// HTTP/1.0 may come without a Host; no browser speaks it.
bool isCalledAsThisMachine(const http::RequestHead& head, const QHostAddress& listening)
{
    const QList<QByteArray> hosts = headerValues(head.headers, "Host");
    return std::all_of(hosts.cbegin(), hosts.cend(),
                       [&listening](const QByteArray& host) { return isOfThisMachine(hostOf(host), listening); });
}

} // namespace

AdminServer::AdminServer(const ReceiverMetrics& metrics, QObject* parent)
    : QObject(parent)
    , m_metrics(metrics)
{
    const auto refuse = [this](const http::RequestHead& head, const QHostAddress&) -> std::optional<http::Response> {
        if (!isCalledAsThisMachine(head, m_server->serverAddress()))
            return plain(421, "Call localhost or 127.0.0.1: no other name leads here.\n");
        if (head.path() != "/healthz" && head.path() != "/metrics")
            return plain(404, "There are /healthz and /metrics.\n");
        if (head.method == "GET" || head.method == "HEAD")
            return {};
        http::Response notAllowed = plain(405, {});
        notAllowed.headers.append(Header{"Allow", "GET, HEAD"});
        return notAllowed;
    };
    m_server = std::make_unique<http::Server>(
        http::Limits{}, refuse,
        [this](const http::Request& request, http::Responder responder) { responder.respond(answer(request.head)); });
}

std::optional<ListenError> AdminServer::listen(const QHostAddress& address, quint16 port)
{
    if (m_server->listen(address, port))
        return {};
    return listenErrorOf(*m_server, address, port);
}

quint16 AdminServer::port() const
{
    return m_server->serverPort();
}

http::Response AdminServer::answer(const http::RequestHead& head) const
{
    return head.path() == "/healthz" ? health() : metrics(head);
}

http::Response AdminServer::health() const
{
    if (!m_metrics.isListening())
        return http::Response::json(503, R"({"status":"failing","reason":"not-listening"})");
    if (!m_metrics.isStoring())
        return http::Response::json(503, R"({"status":"failing","reason":"not-storing"})");
    return http::Response::json(200, R"({"status":"ok"})");
}

http::Response AdminServer::metrics(const http::RequestHead& head) const
{
    const bool isOpen = acceptsOpenMetrics(head);
    http::Response response;
    response.headers.append(Header{"Content-Type", isOpen ? "application/openmetrics-text; version=1.0.0; charset=utf-8"
                                                          : "text/plain; version=0.0.4; charset=utf-8"});
    response.body = m_metrics.text(isOpen ? ReceiverMetrics::Format::OpenMetrics : ReceiverMetrics::Format::Prometheus);
    return response;
}

} // namespace kaunt
