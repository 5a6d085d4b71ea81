// SPDX-License-Identifier: MIT
#include "core/api/credentials.h"

#include <QTest>

using namespace kaunt;

/// An API key opens one tenant (kaunt-api.md, Token): its own goes before the default.
class TestCredentials final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void choosesByTenant_data();
    void choosesByTenant();
    void hasNoneWithoutDefault();
};

void TestCredentials::choosesByTenant_data()
{
    QTest::addColumn<QString>("tenant");
    QTest::addColumn<QString>("clientId");
    QTest::newRow("its own") << QStringLiteral("3B52-AA") << QStringLiteral("own");
    QTest::newRow("in other letters") << QStringLiteral("3b52-aA") << QStringLiteral("own");
    QTest::newRow("a stranger") << QStringLiteral("other") << QStringLiteral("default");
    QTest::newRow("none named") << QString() << QStringLiteral("default");
    QTest::newRow("a prefix") << QStringLiteral("3b52") << QStringLiteral("default");
}

void TestCredentials::choosesByTenant()
{
    QFETCH(const QString, tenant);
    CredentialSet set;
    set.fallback = {QStringLiteral("default"), "secret"};
    set.byTenant.insert(QStringLiteral("3b52-aa"), {QStringLiteral("own"), "secret"});
    const std::optional<ApiCredentials> chosen = set.forTenant(tenant);
    QVERIFY(chosen);
    QTEST(chosen->clientId, "clientId");
}

void TestCredentials::hasNoneWithoutDefault()
{
    CredentialSet set;
    set.byTenant.insert(QStringLiteral("3b52"), {QStringLiteral("own"), "secret"});
    QVERIFY(set.forTenant(QStringLiteral("3b52")));
    QVERIFY(!set.forTenant(QStringLiteral("other")));
    QVERIFY(!CredentialSet().forTenant(QString()));
}

QTEST_GUILESS_MAIN(TestCredentials)
#include "test_credentials.moc"
