// SPDX-License-Identifier: MIT
#include "core/tls/servertrust.h"
#include "tests/core/tls/privateca.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Who vouches for a server, for which hosts it speaks, and why it is not trusted.
class TestServerTrust final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatComesFirst_data();
    void tellsWhatComesFirst();
    void takesWhoIsTrustedWhereverItStands();
    void takesNothingElse_data();
    void takesNothingElse();
    void namesHosts_data();
    void namesHosts();
};

void TestServerTrust::tellsWhatComesFirst_data()
{
    QTest::addColumn<QList<QSslError>>("errors");
    QTest::addColumn<tls::Distrust>("expected");
    const QSslError unknown(QSslError::SelfSignedCertificateInChain);
    const QSslError expired(QSslError::CertificateExpired);
    const QSslError early(QSslError::CertificateNotYetValid);
    const QSslError other(QSslError::HostNameMismatch);
    const QSslError odd(QSslError::InvalidPurpose);
    QTest::newRow("nothing") << QList<QSslError>() << tls::Distrust::None;
    QTest::newRow("all") << QList{odd, other, early, expired, unknown} << tls::Distrust::AuthorityUnknown;
    QTest::newRow("expired") << QList{other, expired} << tls::Distrust::Expired;
    QTest::newRow("not yet valid") << QList{other, early} << tls::Distrust::NotYetValid;
    QTest::newRow("another host") << QList{odd, other} << tls::Distrust::HostNotNamed;
    QTest::newRow("another use") << QList{odd} << tls::Distrust::Other;
}

void TestServerTrust::tellsWhatComesFirst()
{
    QFETCH(const QList<QSslError>, errors);
    QTEST(tls::distrustOf(errors), "expected");
}

/// A root, an authority between, or the certificate itself.
void TestServerTrust::takesWhoIsTrustedWhereverItStands()
{
    const PrivateCa ca;
    const PrivateCa::Identity server = ca.issueBelow({});
    const QList<QSslCertificate> chain = QList{server.certificate} + server.chain;
    QVERIFY(tls::isVouchedFor(chain, {QSslCertificate(ca.pem())}));
    QVERIFY(tls::isVouchedFor(chain, {server.chain.constFirst()}));
    QVERIFY(tls::isVouchedFor({server.certificate}, {server.chain.constFirst()}));
    QVERIFY(tls::isVouchedFor({server.certificate}, {server.certificate}));
}

void TestServerTrust::takesNothingElse_data()
{
    QTest::addColumn<PrivateCa::Wish>("wish");
    QTest::addColumn<bool>("isKnown");
    PrivateCa::Wish wish;
    QTest::newRow("another's") << wish << false;
    wish.validUntil = -60;
    QTest::newRow("expired") << wish << true;
    wish.validUntil = 86'400;
    wish.validFrom = 3'600;
    QTest::newRow("not yet valid") << wish << true;
    wish.validFrom = -3'600;
    wish.usage = "clientAuth";
    QTest::newRow("a client's") << wish << true;
}

void TestServerTrust::takesNothingElse()
{
    QFETCH(const PrivateCa::Wish, wish);
    QFETCH(const bool, isKnown);
    const PrivateCa ca;
    const PrivateCa other(QStringLiteral("Other"));
    QVERIFY(!tls::isVouchedFor({ca.issue(wish).certificate}, {QSslCertificate((isKnown ? ca : other).pem())}));
    QVERIFY(!tls::isVouchedFor({ca.issue(wish).certificate}, {}));
    QVERIFY(!tls::isVouchedFor({}, {QSslCertificate(ca.pem())}));
}

void TestServerTrust::namesHosts_data()
{
    QTest::addColumn<QString>("commonName");
    QTest::addColumn<QString>("alternativeNames");
    QTest::addColumn<QString>("host");
    QTest::addColumn<bool>("matches");
    const auto row = [](const char* name, const char* common, const char* alternatives, const char* host,
                        bool matches) {
        QTest::newRow(name) << QString::fromLatin1(common) << QString::fromLatin1(alternatives)
                            << QString::fromLatin1(host) << matches;
    };
    row("common name alone", "api.kaunt.com", "", "api.kaunt.com", false);
    row("common name beside an e-mail address", "api.kaunt.com", "email:a@kaunt.com", "api.kaunt.com", false);
    row("alternative name", "x", "DNS:api.kaunt.com", "api.kaunt.com", true);
    row("letter case", "x", "DNS:API.Kaunt.com", "api.kaunt.com", true);
    row("second alternative", "x", "DNS:a.example,DNS:api.kaunt.com", "api.kaunt.com", true);
    row("common name beside alternatives", "api.kaunt.com", "DNS:a.example", "api.kaunt.com", false);
    row("wildcard", "x", "DNS:*.kaunt.com", "api.kaunt.com", true);
    row("wildcard, two labels", "x", "DNS:*.kaunt.com", "eu.api.kaunt.com", false);
    row("wildcard, no label", "x", "DNS:*.kaunt.com", "kaunt.com", false);
    row("wildcard of a top level", "x", "DNS:*.com", "kaunt.com", false);
    row("wildcard within a label", "x", "DNS:a*.kaunt.com", "api.kaunt.com", false);
    row("wildcard alone", "x", "DNS:*", "api.kaunt.com", false);
    row("address", "x", "IP:127.0.0.1", "127.0.0.1", true);
    row("another address", "x", "IP:127.0.0.2", "127.0.0.1", false);
    row("address of six", "x", "IP:::1", "::1", true);
    row("address as a name", "x", "DNS:127.0.0.1", "127.0.0.1", false);
    row("address as common name", "127.0.0.1", "", "127.0.0.1", false);
    row("name that only has an address", "localhost", "IP:127.0.0.1", "localhost", false);
}

void TestServerTrust::namesHosts()
{
    QFETCH(const QString, commonName);
    QFETCH(const QString, alternativeNames);
    QFETCH(const QString, host);
    PrivateCa::Wish wish;
    wish.commonName = commonName;
    wish.alternativeNames = alternativeNames.toLatin1();
    QTEST(tls::namesHost(PrivateCa().issue(wish).certificate, host), "matches");
}

QTEST_GUILESS_MAIN(TestServerTrust)
#include "test_servertrust.moc"
