// SPDX-License-Identifier: MIT
#include "core/tls/certificatenames.h"
#include "tests/core/tls/privateca.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// For which hosts a certificate speaks (RFC 6125 section 6.4).
class TestCertificateNames final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesHosts_data();
    void namesHosts();
};

void TestCertificateNames::namesHosts_data()
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
    row("common name alone", "api.kaunt.com", "", "api.kaunt.com", true);
    row("common name of another", "api.kaunt.com", "", "kaunt.com", false);
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

void TestCertificateNames::namesHosts()
{
    QFETCH(const QString, commonName);
    QFETCH(const QString, alternativeNames);
    QFETCH(const QString, host);
    PrivateCa::Wish wish;
    wish.commonName = commonName;
    wish.alternativeNames = alternativeNames.toLatin1();
    QTEST(tls::certificateNamesHost(PrivateCa().issue(wish).certificate, host), "matches");
}

QTEST_GUILESS_MAIN(TestCertificateNames)
#include "test_certificatenames.moc"
