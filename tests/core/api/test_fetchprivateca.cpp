// SPDX-License-Identifier: MIT
#include "core/api/fetchtrust.h"
#include "tests/core/api/fetching.h"
#include "tests/core/api/tlspeer.h"
#include "tests/core/tls/privateca.h"
#include "tests/core/tls/tlsfiles.h"
#include "ui/sentences.h"

#include <QSslSocket>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

using Reason = FetchError::Reason;
using Wish = PrivateCa::Wish;

Q_DECLARE_METATYPE(Reason)
Q_DECLARE_METATYPE(Wish)

namespace {

const QString path = QStringLiteral("/v1/resource");
const QString localhost = QStringLiteral("localhost");

} // namespace

/// A private CA by setting: it vouches for its own, and nothing else gets easier.
class TestFetchPrivateCa final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void trustsItsOwn();
    void trustsThroughOneBetween();
    void trustsEachOfABundle();
    void refuses_data();
    void refuses();
    void sendsNothingWithoutTheFile_data();
    void sendsNothingWithoutTheFile();
    void readsTheFileEachTime();
    void keepsNoConnectionForOtherSettings();
    void sharesNoTokenAcrossTrust();
    void keepsTheSystemsAuthorities();
    void needsNoFileWithoutTls();

private:
    [[nodiscard]] QString fileOf(const QByteArray& content);

    std::unique_ptr<TlsFiles> m_files;
};

void TestFetchPrivateCa::init()
{
    m_files = std::make_unique<TlsFiles>();
}

QString TestFetchPrivateCa::fileOf(const QByteArray& content)
{
    return m_files->write(QStringLiteral("ca.pem"), content) ? m_files->path(QStringLiteral("ca.pem")) : QString();
}

void TestFetchPrivateCa::trustsItsOwn()
{
    const PrivateCa ca;
    const PrivateCa::Identity server = ca.issue({});
    TlsPeer peer(server.certificate, server.key);
    Fetching fetching(peer.url(localhost));
    fetching.settings.caFile = fileOf(ca.pem());
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(!outcome.error);
    QCOMPARE(peer.handshakes, 1); // the token and the resource share one
}

void TestFetchPrivateCa::trustsThroughOneBetween()
{
    const PrivateCa ca;
    const PrivateCa::Identity server = ca.issueBelow({});
    TlsPeer peer(server.certificate, server.key, server.chain);
    Fetching fetching(peer.url(localhost));
    fetching.settings.caFile = fileOf(ca.pem());
    QVERIFY(!fetching.run(path).error);
}

void TestFetchPrivateCa::trustsEachOfABundle()
{
    const PrivateCa one(QStringLiteral("One"));
    const PrivateCa other(QStringLiteral("Other"));
    const QString bundle = fileOf(one.pem() + other.pem());
    for (const PrivateCa* ca : {&one, &other}) {
        const PrivateCa::Identity server = ca->issue({});
        TlsPeer peer(server.certificate, server.key);
        Fetching fetching(peer.url(localhost));
        fetching.settings.caFile = bundle;
        QVERIFY(!fetching.run(path).error);
    }
}

void TestFetchPrivateCa::refuses_data()
{
    QTest::addColumn<Wish>("wish");
    QTest::addColumn<bool>("isOurCa");
    QTest::addColumn<Reason>("reason");
    QTest::addColumn<QString>("saying");
    const Wish right;
    Wish wish = right;
    QTest::newRow("of another CA") << right << false << Reason::AuthorityUnknown << QStringLiteral("--ca-file");
    wish.validFrom = -86'400;
    wish.validUntil = -60;
    QTest::newRow("expired") << wish << true << Reason::CertificateExpired << QStringLiteral("has expired");
    wish.validFrom = 3'600;
    wish.validUntil = 86'400;
    QTest::newRow("not yet valid") << wish << true << Reason::CertificateNotYetValid << QStringLiteral("not valid yet");
    wish = right;
    wish.alternativeNames = "DNS:other.example";
    QTest::newRow("of another host") << wish << true << Reason::HostNotNamed << QStringLiteral("another host");
    wish.commonName = localhost;
    QTest::newRow("right as the common name only")
        << wish << true << Reason::HostNotNamed << QStringLiteral("another host");
}

void TestFetchPrivateCa::refuses()
{
    QFETCH(const Wish, wish);
    QFETCH(const bool, isOurCa);
    QFETCH(const Reason, reason);
    QFETCH(const QString, saying);
    const PrivateCa ours;
    const PrivateCa other;
    const PrivateCa::Identity server = (isOurCa ? ours : other).issue(wish);
    TlsPeer peer(server.certificate, server.key);
    Fetching fetching(peer.url(localhost));
    fetching.settings.caFile = fileOf(ours.pem());
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, FetchError::Step::Tls);
    QCOMPARE(outcome.error->reason, reason);
    QCOMPARE(outcome.error->host, QStringLiteral("localhost:%1").arg(peer.serverPort()));
    QCOMPARE(peer.received, QByteArray());
    const QString told = sentenceFor(*outcome.error).text();
    QVERIFY2(told.contains(saying), qPrintable(told));
    QVERIFY2(told.contains(outcome.error->host), qPrintable(told));
    // The log tells the same later.
    const FetchError kept = fetchError(resourceRecord(1, path, outcome, 0));
    QCOMPARE(sentenceFor(kept).text(), told);
}

void TestFetchPrivateCa::sendsNothingWithoutTheFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<bool>("isThere");
    QTest::addColumn<Reason>("reason");
    QTest::newRow("missing") << QByteArray() << false << Reason::CaFileNotReadable;
    QTest::newRow("empty") << QByteArray() << true << Reason::CaFileDamaged;
    QTest::newRow("no certificate") << QByteArray("none") << true << Reason::CaFileDamaged;
    QTest::newRow("no authority") << PrivateCa().issue({}).pem << true << Reason::CaFileWithoutCa;
}

void TestFetchPrivateCa::sendsNothingWithoutTheFile()
{
    QFETCH(const QByteArray, content);
    QFETCH(const bool, isThere);
    QFETCH(const Reason, reason);
    const PrivateCa ca;
    const PrivateCa::Identity server = ca.issue({});
    TlsPeer peer(server.certificate, server.key);
    Fetching fetching(peer.url(localhost));
    fetching.settings.caFile = isThere ? fileOf(content) : m_files->path(QStringLiteral("none.pem"));
    const FetchOutcome outcome = fetching.run(path);
    QVERIFY(outcome.error);
    QCOMPARE(outcome.error->step, FetchError::Step::Tls);
    QCOMPARE(outcome.error->reason, reason);
    QCOMPARE(peer.handshakes, 0);
    const QString told = sentenceFor(*outcome.error).text();
    QVERIFY2(told.contains(fetching.settings.caFile), qPrintable(told));
    const FetchError kept = fetchError(resourceRecord(1, path, outcome, 0));
    QCOMPARE(kept.reason, reason);
    QCOMPARE(kept.host, fetching.settings.caFile);
}

void TestFetchPrivateCa::readsTheFileEachTime()
{
    const PrivateCa ca;
    const PrivateCa::Identity server = ca.issue({});
    TlsPeer peer(server.certificate, server.key);
    Fetching fetching(peer.url(localhost));
    fetching.settings.caFile = fileOf(PrivateCa().pem());
    QCOMPARE(fetching.run(path).error.value_or(FetchError{}).reason, Reason::AuthorityUnknown);
    QVERIFY(m_files->replace(QStringLiteral("ca.pem"), ca.pem()));
    QVERIFY(!fetching.run(path).error);
}

void TestFetchPrivateCa::keepsNoConnectionForOtherSettings()
{
    const PrivateCa ca;
    const PrivateCa::Identity server = ca.issue({});
    TlsPeer peer(server.certificate, server.key);
    Fetching fetching(peer.url(localhost));
    fetching.settings.caFile = fileOf(ca.pem());
    QVERIFY(!fetching.run(path).error);
    const QList<QSslSocket*> sockets = peer.findChildren<QSslSocket*>();
    QCOMPARE(sockets.size(), 1);
    QTRY_COMPARE(sockets.constFirst()->state(), QAbstractSocket::UnconnectedState);
    fetching.settings.caFile.clear();
    const QByteArray heard = peer.received;
    QCOMPARE(fetching.run(path).error.value_or(FetchError{}).reason, Reason::AuthorityUnknown);
    QCOMPARE(peer.received, heard);
}

/// Also where a fetch that has begun under the old trust asks for another token afterwards.
void TestFetchPrivateCa::sharesNoTokenAcrossTrust()
{
    // Which of the two asks first is open, so each answer will do for a token and for what is fetched with it.
    ScriptedPeer peer({ScriptedPeer::status(503, "{}"), tokenAnswer(), tokenAnswer(), tokenAnswer(), tokenAnswer()});
    Fetching fetching(peer.url());
    FetchJob* after = nullptr;
    FetchJob* before = fetching.start(path);
    connect(before, &FetchJob::retrying, this, [this, fetches = &fetching, job = &after] {
        fetches->settings.caFile = fileOf(PrivateCa().pem());
        *job = fetches->start(path);
    });
    QVERIFY(!Fetching::endOf(before).error);
    QVERIFY(after);
    QTRY_COMPARE(peer.requests().size(), 5);
    QCOMPARE(std::count_if(peer.requests().cbegin(), peer.requests().cend(),
                           [](const ReceivedRequest& request) { return request.requestLine.startsWith("POST "); }),
             3);
}

void TestFetchPrivateCa::keepsTheSystemsAuthorities()
{
    const auto tls = fetchTls(fileOf(PrivateCa().pem()));
    QVERIFY(tls);
    const QList<QSslCertificate> system = QSslConfiguration::systemCaCertificates();
    for (const QSslCertificate& authority : system)
        QVERIFY(tls->caCertificates().contains(authority));
    QCOMPARE(tls->caCertificates().size(), system.size() + 1);
}

void TestFetchPrivateCa::needsNoFileWithoutTls()
{
    ScriptedPeer peer({tokenAnswer(), ScriptedPeer::status(200, R"({"id":"1"})")});
    Fetching fetching(peer.url());
    fetching.settings.caFile = m_files->path(QStringLiteral("none.pem"));
    QVERIFY(!fetching.run(path).error);
}

QTEST_GUILESS_MAIN(TestFetchPrivateCa)
#include "test_fetchprivateca.moc"
