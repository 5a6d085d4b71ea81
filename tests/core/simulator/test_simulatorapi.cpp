// SPDX-License-Identifier: MIT
#include "core/simulator/samples.h"
#include "core/simulator/simulatorapi.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <memory>

using namespace kaunt;
using namespace Qt::Literals::StringLiterals;

namespace {

struct Answer {
    int status = 0;
    QByteArray body;
    QJsonObject json;
    bool isSimulated = false;
    QByteArray challenge;
    QByteArray allowed;
};

QByteArray basic(const QByteArray& credentials)
{
    return "Basic " + credentials.toBase64();
}

} // namespace

/// Promises of the simulated API: OAuth2 as Kaunt documents it, and the resource of each event behind a bearer token.
class TestSimulatorApi final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void givesTokens();
    void refusesTokens_data();
    void refusesTokens();
    void servesResources_data();
    void servesResources();
    void refusesResources_data();
    void refusesResources();
    void forgetsTheOldest();
    void forgetsOldTokens();

private:
    Answer request(const QByteArray& method, const QUrl& url, const QByteArray& authorisation = {},
                   const QByteArray& body = {});
    QByteArray token();

    QNetworkAccessManager m_network;
    std::unique_ptr<SimulatorApi> m_api;
    QUrl m_base;
    QUrl m_tokenUrl;
};

void TestSimulatorApi::init()
{
    m_api = std::make_unique<SimulatorApi>(ApiCredentials{u"client"_s, "s:ecret"});
    const auto base = m_api->listen(QHostAddress::LocalHost, 0);
    QVERIFY(base.has_value());
    m_base = *base;
    m_tokenUrl = m_base.resolved(QUrl(u"/v1/oauth2/token"_s));
}

Answer TestSimulatorApi::request(const QByteArray& method, const QUrl& url, const QByteArray& authorisation,
                                 const QByteArray& body)
{
    QNetworkRequest request(url);
    const bool isJson = body.startsWith('{');
    request.setHeader(QNetworkRequest::ContentTypeHeader,
                      isJson ? u"application/json"_s : u"application/x-www-form-urlencoded"_s);
    if (!authorisation.isEmpty())
        request.setRawHeader("Authorization", authorisation);
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, method, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!finished.wait())
        return {};
    Answer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply->readAll();
    answer.json = QJsonDocument::fromJson(answer.body).object();
    answer.isSimulated = reply->rawHeader("X-Simulated") == "true";
    answer.challenge = reply->rawHeader("WWW-Authenticate");
    answer.allowed = reply->rawHeader("Allow");
    return answer;
}

QByteArray TestSimulatorApi::token()
{
    const Answer answer = request("POST", m_tokenUrl, basic("client:s:ecret"), "grant_type=client_credentials");
    return "Bearer " + answer.json.value("access_token"_L1).toString().toLatin1();
}

void TestSimulatorApi::givesTokens()
{
    const Answer answer = request("POST", m_tokenUrl, basic("client:s:ecret"), "grant_type=client_credentials");
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.isSimulated);
    QCOMPARE(answer.json.value("token_type"_L1).toString(), u"Bearer"_s);
    QCOMPARE(answer.json.value("expires_in"_L1).toInt(), 3600);
    QVERIFY(!answer.json.value("access_token"_L1).toString().isEmpty());
    QVERIFY(token() != token());
}

void TestSimulatorApi::refusesTokens_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("authorisation");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("error");
    const QByteArray grant = "grant_type=client_credentials";
    const QByteArray right = basic("client:s:ecret");
    QTest::newRow("no credentials") << QByteArray("POST") << QByteArray() << grant << 401 << u"invalid_client"_s;
    QTest::newRow("wrong secret") << QByteArray("POST") << basic("client:x") << grant << 401 << u"invalid_client"_s;
    QTest::newRow("wrong id") << QByteArray("POST") << basic("x:s:ecret") << grant << 401 << u"invalid_client"_s;
    QTest::newRow("bearer") << QByteArray("POST") << "Bearer " + right.mid(6) << grant << 401 << u"invalid_client"_s;
    QTest::newRow("no grant") << QByteArray("POST") << right << QByteArray() << 400 << u"unsupported_grant_type"_s;
    QTest::newRow("other grant") << QByteArray("POST") << right << QByteArray("grant_type=password") << 400
                                 << u"unsupported_grant_type"_s;
    QTest::newRow("JSON") << QByteArray("POST") << right << QByteArray(R"({"grant_type":"client_credentials"})") << 400
                          << u"invalid_request"_s;
    QTest::newRow("GET") << QByteArray("GET") << right << QByteArray() << 405 << QString();
}

void TestSimulatorApi::refusesTokens()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QByteArray, authorisation);
    QFETCH(const QByteArray, body);
    QFETCH(const int, status);
    QFETCH(const QString, error);
    const Answer answer = request(method, m_tokenUrl, authorisation, body);
    QCOMPARE(answer.status, status);
    QCOMPARE(answer.json.value("error"_L1).toString(), error);
    QVERIFY(answer.isSimulated);
    QCOMPARE(answer.challenge.startsWith("Basic "), status == 401);
    QCOMPARE(answer.allowed, status == 405 ? QByteArray("POST") : QByteArray());
    QVERIFY(!answer.body.contains("s:ecret"));
}

void TestSimulatorApi::servesResources_data()
{
    QTest::addColumn<QString>("type");
    for (const QString& type : knownEventTypes())
        QTest::newRow(qPrintable(type)) << type;
}

void TestSimulatorApi::servesResources()
{
    QFETCH(const QString, type);
    const WebhookEvent event = sampleEvent(type, m_base, 3);
    const QByteArray bearer = token();
    QCOMPARE(request("GET", QUrl(event.url), bearer).status, 404);
    m_api->serve(event, 3);
    const Answer answer = request("GET", QUrl(event.url), bearer);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.isSimulated);
    QCOMPARE(answer.body, sampleAnswer(event, 3));
    QVERIFY(answer.json.value("isSuccess"_L1).toBool());
}

void TestSimulatorApi::refusesResources_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("authorisation");
    QTest::addColumn<int>("status");
    QTest::newRow("no token") << QByteArray("GET") << QString() << QByteArray() << 401;
    QTest::newRow("unknown token") << QByteArray("GET") << QString() << QByteArray("Bearer simulated-0") << 401;
    QTest::newRow("empty token") << QByteArray("GET") << QString() << QByteArray("Bearer ") << 401;
    QTest::newRow("basic") << QByteArray("GET") << QString() << basic("client:s:ecret") << 401;
    QTest::newRow("unknown path") << QByteArray("GET") << u"/v1/nowhere"_s << QByteArray("right") << 404;
    QTest::newRow("root") << QByteArray("GET") << u"/"_s << QByteArray("right") << 404;
    QTest::newRow("other method") << QByteArray("DELETE") << QString() << QByteArray("right") << 405;
}

void TestSimulatorApi::refusesResources()
{
    QFETCH(const QByteArray, method);
    QFETCH(const QString, path);
    QFETCH(const QByteArray, authorisation);
    QFETCH(const int, status);
    const WebhookEvent event = sampleEvent(u"ModelReady"_s, m_base, 3);
    m_api->serve(event, 3);
    const QUrl url = path.isEmpty() ? QUrl(event.url) : m_base.resolved(QUrl(path));
    const Answer answer = request(method, url, authorisation == "right" ? token() : authorisation);
    QCOMPARE(answer.status, status);
    QVERIFY(answer.isSimulated);
    QVERIFY(answer.json.contains("message"_L1));
    QVERIFY(!answer.json.value("isSuccess"_L1).toBool(true));
    QCOMPARE(answer.challenge.startsWith("Bearer "), status == 401);
    QCOMPARE(answer.allowed, status == 405 ? QByteArray("GET") : QByteArray());
}

void TestSimulatorApi::forgetsTheOldest()
{
    const QString type = u"ModelReady"_s;
    for (quint32 seed = 0; seed <= 1'000; ++seed)
        m_api->serve(sampleEvent(type, m_base, seed), seed);
    m_api->serve(sampleEvent(type, m_base, 1'000), 1'000); // a repeat pushes nothing out
    const QByteArray bearer = token();
    QCOMPARE(request("GET", QUrl(sampleEvent(type, m_base, 0).url), bearer).status, 404);
    QCOMPARE(request("GET", QUrl(sampleEvent(type, m_base, 1).url), bearer).status, 200);
    QCOMPARE(request("GET", QUrl(sampleEvent(type, m_base, 1'000).url), bearer).status, 200);
}

void TestSimulatorApi::forgetsOldTokens()
{
    const WebhookEvent event = sampleEvent(u"ModelReady"_s, m_base, 3);
    m_api->serve(event, 3);
    const QByteArray oldest = token();
    QCOMPARE(request("GET", QUrl(event.url), oldest).status, 200);
    QByteArray newest;
    for (int i = 0; i < 100; ++i)
        newest = token();
    QCOMPARE(request("GET", QUrl(event.url), oldest).status, 401);
    QCOMPARE(request("GET", QUrl(event.url), newest).status, 200);
}

QTEST_GUILESS_MAIN(TestSimulatorApi)
#include "test_simulatorapi.moc"
