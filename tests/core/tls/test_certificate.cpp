// SPDX-License-Identifier: MIT
#include "core/tls/certificate.h"
#include "core/tls/servercontext.h"
#include "tests/core/tls/tlsfiles.h"

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
