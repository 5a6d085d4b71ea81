// SPDX-License-Identifier: MIT
#include "core/tls/servertrust.h"
#include "tests/core/tls/privateca.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Who vouches for a server, and why it is not trusted.
class TestServerTrust final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatComesFirst_data();
    void tellsWhatComesFirst();
    void takesWhoIsTrustedWhereverItStands();
    void takesNothingElse_data();
    void takesNothingElse();
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

QTEST_GUILESS_MAIN(TestServerTrust)
#include "test_servertrust.moc"
