// SPDX-License-Identifier: MIT
#include "core/simulator/simulatorapi.h"

#include "core/http/callableaddress.h"
#include "core/simulator/samples.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QUrlQuery>
#include <QUuid>

#include <chrono>
#include <utility>

namespace kaunt {

namespace {

constexpr qsizetype maxResources = 1'000;
constexpr qsizetype maxTokens = 100;
constexpr std::chrono::seconds tokenLifetime{3'600};
constexpr char tokenPath[] = "/v1/oauth2/token";
constexpr char grant[] = "client_credentials";

http::Response jsonAnswer(int status, const QJsonObject& object, const HeaderList& headers = {})
{
    http::Response response = http::Response::json(status, QJsonDocument(object).toJson(QJsonDocument::Compact));
    response.headers += headers;
    return response;
}

/// RFC 6749 section 5.2.
http::Response tokenError(int status, const QString& error, const QString& description)
{
    HeaderList headers;
    if (status == 401)
        headers.append(Header{"WWW-Authenticate", "Basic realm=\"simulated\""});
    return jsonAnswer(status, {{QStringLiteral("error"), error}, {QStringLiteral("error_description"), description}},
                      headers);
}

/// How Kaunt's errors look is not known.
http::Response resourceError(int status, const QString& message, const HeaderList& headers = {})
{
    return jsonAnswer(status,
                      {{QStringLiteral("correlationId"), QUuid::createUuid().toString(QUuid::WithoutBraces)},
                       {QStringLiteral("isSuccess"), false},
                       {QStringLiteral("message"), message}},
                      headers);
}

http::Response methodNotAllowed(const QByteArray& allowed)
{
    return resourceError(405, QStringLiteral("Only %1 here.").arg(QString::fromLatin1(allowed)), {{"Allow", allowed}});
}

/// What stands behind the scheme's name in the one Authorization header (RFC 9110 section 11.6.2); empty else.
QByteArray authorisation(const http::RequestHead& head, QByteArrayView scheme)
{
    const QList<QByteArray> values = headerValues(head.headers, "Authorization");
    if (values.size() != 1)
        return {};
    const qsizetype blank = values.front().indexOf(' ');
    if (blank < 0 || QByteArrayView(values.front()).first(blank).compare(scheme, Qt::CaseInsensitive) != 0)
        return {};
    return values.front().mid(blank + 1).trimmed();
}

} // namespace

SimulatorApi::SimulatorApi(ApiCredentials credentials)
    : m_credentials(std::move(credentials))
    , m_server(
          http::Limits{}, [](const http::RequestHead&, const QHostAddress&) { return std::nullopt; },
          [this](const http::Request& request, http::Responder responder) {
              http::Response response = answer(request);
              response.headers.append(Header{"X-Simulated", "true"});
              responder.respond(response);
          })
{
}

Result<QUrl, SimulatorApi::ListenFailure> SimulatorApi::listen(const QHostAddress& address, quint16 port)
{
    if (!m_server.listen(address, port))
        return failure(ListenFailure{m_server.serverError(), m_server.errorString()});
    QUrl base;
    base.setScheme(QStringLiteral("http"));
    base.setHost(http::callableAddress(address).toString());
    base.setPort(m_server.serverPort());
    return base;
}

void SimulatorApi::serve(const WebhookEvent& event, quint32 seed)
{
    const QByteArray path = QUrl(event.url).path(QUrl::FullyEncoded).toLatin1();
    if (!m_resources.contains(path))
        m_resourceOrder.append(path);
    m_resources.insert(path, {event, seed});
    if (m_resourceOrder.size() > maxResources)
        m_resources.remove(m_resourceOrder.takeFirst());
}

http::Response SimulatorApi::answer(const http::Request& request)
{
    if (request.head.path() == tokenPath)
        return answerToken(request);
    return answerResource(request);
}

http::Response SimulatorApi::answerToken(const http::Request& request)
{
    if (request.head.method != "POST")
        return methodNotAllowed("POST");
    const QByteArray expected = m_credentials.clientId.toUtf8() + ':' + m_credentials.clientSecret;
    if (QByteArray::fromBase64(authorisation(request.head, "Basic")) != expected)
        return tokenError(401, QStringLiteral("invalid_client"), QStringLiteral("Unknown client id or secret."));
    const QByteArray type = headerValues(request.head.headers, "Content-Type").value(0);
    if (type.split(';').constFirst().trimmed().compare("application/x-www-form-urlencoded", Qt::CaseInsensitive) != 0)
        return tokenError(400, QStringLiteral("invalid_request"),
                          QStringLiteral("The body has to be application/x-www-form-urlencoded."));
    const QUrlQuery form(QString::fromLatin1(request.body));
    if (form.queryItemValue(QStringLiteral("grant_type")) != QLatin1String(grant))
        return tokenError(400, QStringLiteral("unsupported_grant_type"),
                          QStringLiteral("Only client_credentials is known."));
    return jsonAnswer(200, {{QStringLiteral("access_token"), QString::fromLatin1(newToken())},
                            {QStringLiteral("token_type"), QStringLiteral("Bearer")},
                            {QStringLiteral("expires_in"), static_cast<qint64>(tokenLifetime.count())}});
}

http::Response SimulatorApi::answerResource(const http::Request& request) const
{
    if (request.head.method != "GET")
        return methodNotAllowed("GET");
    if (!isAuthorised(request.head))
        return resourceError(401, QStringLiteral("The access token is missing, unknown or expired."),
                             {{"WWW-Authenticate", "Bearer realm=\"simulated\", error=\"invalid_token\""}});
    const auto resource = m_resources.constFind(request.head.path());
    if (resource == m_resources.constEnd())
        return resourceError(404, QStringLiteral("There is no such resource."));
    return http::Response::json(200, sampleAnswer(resource->event, resource->seed));
}

QByteArray SimulatorApi::newToken()
{
    QByteArray token = "simulated-" + QUuid::createUuid().toByteArray(QUuid::Id128);
    m_tokens.insert(token, QDeadlineTimer(tokenLifetime));
    m_tokenOrder.append(token);
    if (m_tokenOrder.size() > maxTokens)
        m_tokens.remove(m_tokenOrder.takeFirst());
    return token;
}

bool SimulatorApi::isAuthorised(const http::RequestHead& head) const
{
    const auto token = m_tokens.constFind(authorisation(head, "Bearer"));
    return token != m_tokens.constEnd() && !token->hasExpired();
}

} // namespace kaunt
