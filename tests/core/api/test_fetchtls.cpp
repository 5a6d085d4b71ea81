// SPDX-License-Identifier: MIT
#include "tests/core/api/fetching.h"
#include "tests/core/api/ownauthority.h"
#include "tests/core/api/tlspeer.h"

#include <QNetworkProxy>
#include <QRegularExpression>
#include <QSslConfiguration>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const QString path = QStringLiteral("/v1/resource");

} // namespace

/// Who may hear a credential over TLS: a trusted certificate that names the host, and nobody else.
class TestFetchTls final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void trustsTheRightOnly_data();
    void trustsTheRightOnly();
    void readsInternationalNames_data();
    void readsInternationalNames();
    void takesNoHalfAnswer_data();
    void takesNoHalfAnswer();

private:
    QSslConfiguration m_usual;
};

void TestFetchTls::init()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral(".*")));
    m_usual = QSslConfiguration::defaultConfiguration();
}

void TestFetchTls::cleanup()
{
    QSslConfiguration::setDefaultConfiguration(m_usual);
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
}

void TestFetchTls::trustsTheRightOnly_data()
{
    QTest::addColumn<QString>("commonName");
    QTest::addColumn<QString>("alternativeNames");
    QTest::addColumn<bool>("isTrusted");
    QTest::addColumn<bool>("isHeard");
    const QString localhost = QStringLiteral("localhost");
    QTest::newRow("trusted, right name") << QStringLiteral("x") << QStringLiteral("DNS:localhost") << true << true;
    QTest::newRow("trusted, common name alone") << localhost << QString() << true << true;
    QTest::newRow("signed by itself") << localhost << QStringLiteral("DNS:localhost") << false << false;
    QTest::newRow("trusted, another name")
        << QStringLiteral("x") << QStringLiteral("DNS:other.example") << true << false;
    QTest::newRow("trusted, right only as common name")
        << localhost << QStringLiteral("DNS:other.example") << true << false;
}

void TestFetchTls::trustsTheRightOnly()
{
    QFETCH(const QString, commonName);
    QFETCH(const QString, alternativeNames);
    QFETCH(const bool, isTrusted);
    QFETCH(const bool, isHeard);
    OwnAuthority authority;
    const OwnAuthority::Identity identity = authority.issue(commonName, alternativeNames);
    QVERIFY(!identity.certificate.isNull());
    if (isTrusted) {
        QSslConfiguration trusting = m_usual;
        trusting.addCaCertificate(identity.certificate);
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    TlsPeer peer(identity.certificate, identity.key);
    Fetching fetching(peer.url(QStringLiteral("localhost")));
    const FetchOutcome outcome = fetching.run(path);
    QCOMPARE(!outcome.error, isHeard);
    QCOMPARE(peer.received.isEmpty(), !isHeard);
    if (isHeard)
        return;
    QCOMPARE(outcome.error->step, FetchError::Step::Tls);
    QVERIFY(!outcome.error->message.isEmpty());
    QCOMPARE(outcome.attempts, 1); // and no further than to the token's address
}

void TestFetchTls::readsInternationalNames_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<QString>("alternativeNames");
    QTest::addColumn<bool>("isHeard");
    // Of a top level that Qt shows in letters; nothing of it leaves this machine.
    const QString letters = QStringLiteral("https://b\u00fccher.dk");
    const QString punycode = QStringLiteral("https://xn--bcher-kva.dk");
    QTest::newRow("letters") << letters << QStringLiteral("DNS:xn--bcher-kva.dk") << true;
    QTest::newRow("punycode") << punycode << QStringLiteral("DNS:xn--bcher-kva.dk") << true;
    QTest::newRow("without the dots") << letters << QStringLiteral("DNS:bucher.dk") << false;
}

void TestFetchTls::readsInternationalNames()
{
    QFETCH(const QString, base);
    QFETCH(const QString, alternativeNames);
    QFETCH(const bool, isHeard);
    OwnAuthority authority;
    const OwnAuthority::Identity identity = authority.issue(QStringLiteral("x"), alternativeNames);
    QVERIFY(!identity.certificate.isNull());
    QSslConfiguration trusting = m_usual;
    trusting.addCaCertificate(identity.certificate);
    QSslConfiguration::setDefaultConfiguration(trusting);
    TlsPeer peer(identity.certificate, identity.key);
    peer.isProxy = true;
    QNetworkProxy::setApplicationProxy(
        QNetworkProxy(QNetworkProxy::HttpProxy, QStringLiteral("127.0.0.1"), peer.serverPort()));
    Fetching fetching{QUrl(base)};
    const FetchOutcome outcome = fetching.run(QStringLiteral("https://xn--bcher-kva.dk") + path);
    QCOMPARE(!outcome.error, isHeard);
    QCOMPARE(peer.received.isEmpty(), !isHeard);
    if (!isHeard)
        QCOMPARE(outcome.error->step, FetchError::Step::Tls);
}

void TestFetchTls::takesNoHalfAnswer_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<bool>("isWhole");
    const QByteArray chunk = "15\r\n{\"result\":{\"id\":\"1\"}}\r\n";
    const QByteArray half = answerWith(200, "Transfer-Encoding: chunked\r\n", chunk);
    const QByteArray damaged = QByteArray("\x17\x03\x03\x00\x20", 5) + QByteArray(32, 'x');
    const QByteArray alert("\x15\x03\x03\x00\x02\x02\x50", 7); // internal_error (RFC 8446 section 6.2)
    QTest::newRow("a damaged record") << half << damaged << false;
    QTest::newRow("an alert") << half << alert << false;
    QTest::newRow("a damaged record, of an error") << answerWith(404, "Content-Length: 9\r\n", "{") << damaged << false;
    QTest::newRow("behind the end") << half + "0\r\n\r\n" << damaged << true;
}

/// What came before TLS broke may be JSON by itself, and is not the answer.
void TestFetchTls::takesNoHalfAnswer()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QByteArray, record);
    QFETCH(const bool, isWhole);
    OwnAuthority authority;
    const OwnAuthority::Identity identity = authority.issue(QStringLiteral("x"), QStringLiteral("DNS:localhost"));
    QSslConfiguration trusting = m_usual;
    trusting.addCaCertificate(identity.certificate);
    QSslConfiguration::setDefaultConfiguration(trusting);
    TlsPeer peer(identity.certificate, identity.key);
    peer.answer = answer;
    peer.record = record;
    Fetching fetching(peer.url(QStringLiteral("localhost")));
    fetching.settings.maxAttempts = 2;
    const FetchOutcome outcome = fetching.run(path);
    QCOMPARE(!outcome.error, isWhole);
    QCOMPARE(outcome.attempts, isWhole ? 1 : 2);
    if (isWhole)
        return;
    QCOMPARE(outcome.error->step, FetchError::Step::Body);
    QCOMPARE(outcome.error->reason, FetchError::Reason::AnswerCutShort);
}

QTEST_GUILESS_MAIN(TestFetchTls)
#include "test_fetchtls.moc"
