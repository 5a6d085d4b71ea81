// SPDX-License-Identifier: MIT
#include "core/tls/certificate.h"
#include "core/tls/selfsigned.h"
#include "core/tls/servercontext.h"
#include "tests/core/tls/privateca.h"
#include "tests/core/tls/tlsfiles.h"

#include <QDateTime>
#include <QFile>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;
using Remark = tls::CertificateRemark;

/// What is to be said of a certificate, and whom it names.
class TestCertificate final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void remarksOnDates_data();
    void remarksOnDates();
    void remarksOnTheChain_data();
    void remarksOnTheChain();
    void remarksOnNothingOfOneThatSignsItself();
    void namesHosts_data();
    void namesHosts();
    void showsFingerprintsAsBrowsersDo();
};

void TestCertificate::remarksOnDates_data()
{
    QTest::addColumn<qint64>("now");
    QTest::addColumn<QList<Remark>>("remarks");
    constexpr qint64 day = qint64{24} * 60 * 60 * 1000;
    QTest::newRow("a moment before") << qint64(-1) << QList{Remark::NotYetValid};
    QTest::newRow("the first moment") << qint64(0) << QList<Remark>();
    QTest::newRow("two weeks left") << 86 * day << QList<Remark>();
    QTest::newRow("less than two weeks left") << 86 * day + 1 << QList{Remark::ExpiresSoon};
    QTest::newRow("the last moment") << 100 * day << QList{Remark::ExpiresSoon};
    QTest::newRow("a moment later") << 100 * day + 1 << QList{Remark::Expired};
}

void TestCertificate::remarksOnDates()
{
    QFETCH(const qint64, now);
    QFETCH(const QList<Remark>, remarks);
    constexpr qint64 day = qint64{24} * 60 * 60 * 1000;
    QCOMPARE(tls::dateRemarks({{}, 0, 100 * day}, now), remarks);
}

/// What clients refuse, who see no more than what is sent and what they trust.
void TestCertificate::remarksOnTheChain_data()
{
    QTest::addColumn<QByteArray>("pem");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("known"); // the authorities of this machine
    QTest::addColumn<QList<Remark>>("remarks");
    constexpr long year = 31'536'000;
    const QByteArray url("http://ca.example/issuer.crt");
    const PrivateCa ca;
    const PrivateCa other(QStringLiteral("Other CA"));
    PrivateCa::Wish wish;
    wish.validUntil = year;
    const QList<Remark> none;
    const QList incomplete{Remark::ChainIncomplete};
    const PrivateCa::Identity own = ca.issueBelow(wish);
    const QByteArray ownBetween = own.chain.constFirst().toPem();
    const PrivateCa::Identity direct = ca.issue(wish);
    QTest::newRow("the whole of a private authority") << own.pem + ownBetween << own.keyPem << QByteArray() << none;
    QTest::newRow("signed by a root") << direct.pem << direct.keyPem << other.pem() << none;
    QTest::newRow("alone, and nothing says what is above it") << own.pem << own.keyPem << other.pem() << none;

    wish.issuerUrl = url;
    const PrivateCa::Identity server =
        ca.issueBelow(wish, {QStringLiteral("Between"), {}, -86'400, year, true, {}, url});
    const QByteArray between = server.chain.constFirst().toPem();
    const QByteArray whole = server.pem + between;
    const PrivateCa::Identity listed = ca.issue(wish);
    QTest::newRow("the whole") << whole << server.keyPem << other.pem() + ca.pem() << none;
    QTest::newRow("another order") << server.pem + ca.pem() + between << server.keyPem << other.pem() << none;
    QTest::newRow("the whole, where no authority is known") << whole << server.keyPem << QByteArray() << none;
    QTest::newRow("the whole of an authority that is not known here, or one of two between")
        << whole << server.keyPem << other.pem() << QList{Remark::AuthorityUnknownHere};
    QTest::newRow("signed by a known root") << listed.pem << listed.keyPem << ca.pem() << none;
    QTest::newRow("alone") << server.pem << server.keyPem << ca.pem() << incomplete;
    QTest::newRow("alone, where no authority is known") << server.pem << server.keyPem << QByteArray() << incomplete;
    QTest::newRow("the root alone above it") << server.pem + ca.pem() << server.keyPem << ca.pem() << incomplete;
    const PrivateCa::Identity stranger = ca.issueBelow(wish, {QStringLiteral("Another"), {}, -86'400, year, true});
    QTest::newRow("another's") << server.pem + stranger.chain.constFirst().toPem() << server.keyPem << ca.pem()
                               << incomplete;

    const PrivateCa::Wish past{QStringLiteral("Between"), {}, -year, -86'400, true};
    const PrivateCa::Identity late = ca.issueBelow(wish, past);
    QTest::newRow("an old one") << late.pem + late.chain.constFirst().toPem() << late.keyPem << ca.pem()
                                << QList{Remark::ChainOutOfDate};
    wish.usage = "clientAuth";
    const PrivateCa::Identity client = ca.issueBelow(wish);
    QTest::newRow("a client's") << client.pem + client.chain.constFirst().toPem() << client.keyPem << ca.pem()
                                << QList{Remark::NotForServers};
}

void TestCertificate::remarksOnTheChain()
{
    QFETCH(const QByteArray, pem);
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, known);
    const TlsFiles files;
    QVERIFY(files.write(QStringLiteral("chain.crt"), pem));
    QVERIFY(files.write(QStringLiteral("chain.key"), key));
    QVERIFY(known.isEmpty() || files.write(QStringLiteral("known.crt"), known));
    qputenv("SSL_CERT_FILE", QFile::encodeName(files.path(QStringLiteral("known.crt"))));
    qputenv("SSL_CERT_DIR", QFile::encodeName(files.path(QStringLiteral("none"))));
    const auto context = tls::ServerContext::load(files.pair(QStringLiteral("chain")), {});
    qunsetenv("SSL_CERT_FILE");
    qunsetenv("SSL_CERT_DIR");
    QVERIFY(context);
    QTEST((*context)->remarks(QDateTime::currentMSecsSinceEpoch()), "remarks");
}

void TestCertificate::remarksOnNothingOfOneThatSignsItself()
{
    TlsFiles files;
    QVERIFY2(files.makePair(QStringLiteral("own"), QStringLiteral("ec"), QStringLiteral("DNS:localhost")),
             files.error().constData());
    QVERIFY(tls::makeSelfSigned(files.pair(QStringLiteral("ours")), QDateTime::currentMSecsSinceEpoch()));
    for (const QString& name : {QStringLiteral("own"), QStringLiteral("ours")}) {
        const auto context = tls::ServerContext::load(files.pair(name), {});
        QVERIFY(context);
        const tls::Certificate& certificate = (*context)->certificate();
        QCOMPARE((*context)->remarks(certificate.notBefore), tls::dateRemarks(certificate, certificate.notBefore));
    }
}

void TestCertificate::namesHosts_data()
{
    QTest::addColumn<QString>("names");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("isNamed");
    QTest::newRow("name") << "DNS:hooks.example"
                          << "hooks.example" << true;
    QTest::newRow("any case") << "DNS:hooks.example"
                              << "HOOKS.Example" << true;
    QTest::newRow("another name") << "DNS:hooks.example"
                                  << "example" << false;
    QTest::newRow("wildcard") << "DNS:*.example.org"
                              << "a.example.org" << true;
    QTest::newRow("a wildcard is one label") << "DNS:*.example.org"
                                             << "a.b.example.org" << false;
    QTest::newRow("part of a label") << "DNS:a*.example.org"
                                     << "ab.example.org" << false;
    QTest::newRow("address") << "IP:127.0.0.1"
                             << "127.0.0.1" << true;
    QTest::newRow("an address is no name") << "DNS:127.0.0.1"
                                           << "127.0.0.1" << false;
    QTest::newRow("IPv6 with a zone") << "IP:fe80::1"
                                      << "fe80::1%eth0" << true;
    QTest::newRow("not the common name where there are others") << "DNS:other.example"
                                                                << "own" << false;
}

void TestCertificate::namesHosts()
{
    QFETCH(const QString, names);
    QFETCH(const QString, host);
    QFETCH(const bool, isNamed);
    TlsFiles files;
    QVERIFY2(files.makePair(QStringLiteral("own"), QStringLiteral("ec"), names), files.error().constData());
    const auto context = tls::ServerContext::load(files.pair(QStringLiteral("own")), {});
    QVERIFY(context);
    QCOMPARE((*context)->namesHost(host), isNamed);
}

void TestCertificate::showsFingerprintsAsBrowsersDo()
{
    QCOMPARE(tls::fingerprintText(QByteArray::fromHex("00abFF")), QStringLiteral("00:AB:FF"));
}

QTEST_GUILESS_MAIN(TestCertificate)
#include "test_certificate.moc"
