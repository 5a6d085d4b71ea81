// SPDX-License-Identifier: MIT
#include "core/secrets/settingssecrets.h"
#include "tests/ui/samplesettings.h"
#include "tests/ui/settingsdialogfixture.h"
#include "ui/tenantsmodel.h"

#include <QAbstractItemView>
#include <QLabel>
#include <QPushButton>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What there may be several of in the settings: endpoints, their secrets, tenants.
class TestSettingsLists final : public SettingsDialogFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(unusualSettings()); }
    void addsAndRemovesEndpoints();
    void keepsOneEndpoint();
    void replacesASecret();
    void knowsARenamedSecretThatCouldNotBeRead();
    void addsRenamesAndRemovesSecrets();
    void addsAndRemovesTenants();
};

void TestSettingsLists::addsAndRemovesEndpoints()
{
    click("addEndpoint");
    QCOMPARE(m_dialog->settings().receiver.endpoints.size(), 3);
    QVERIFY(child<QLineEdit>("endpointName")->hasFocus());
    QVERIFY(!child<QLabel>("settingsProblem")->isVisible());
    setText("endpointName", QStringLiteral("third"));
    QCOMPARE(m_dialog->settings().receiver.endpoints.last().name, QStringLiteral("third"));
    click("removeEndpoint");
    QVERIFY(m_dialog->settings() == unusualSettings());
}

void TestSettingsLists::keepsOneEndpoint()
{
    click("removeEndpoint");
    const QList<Endpoint> left = m_dialog->settings().receiver.endpoints;
    QCOMPARE(left, unusualSettings().receiver.endpoints.mid(1));
    QVERIFY(!child<QPushButton>("removeEndpoint")->isEnabled());
    QCOMPARE(child<QLineEdit>("endpointName")->text(), QStringLiteral("nordlys"));
}

void TestSettingsLists::replacesASecret()
{
    click("replaceSecret");
    QVERIFY(secretLine("secretValue")->hasFocus());
    QVERIFY(secretLine("secretValue")->text().isEmpty());
    QVERIFY(!child<QLabel>("noSecretRemark")->isVisible());
    QTest::keyClicks(secretLine("secretValue"), QStringLiteral("whsec-2"));
    QVERIFY(child<QLabel>("secretsHint")->text().contains(QStringLiteral("Mark the old one as replaced")));
    QVERIFY(child<QLabel>("secretsHint")->isVisible());
    QVERIFY(!child<QLabel>("noSecretRemark")->isVisible()); // which has the colour of an error
    const QList<SigningSecret> wanted{{QStringLiteral("current 2"), "whsec-2", false},
                                      {QStringLiteral("current"), "whsec-1", false},
                                      {QStringLiteral("old"), "whsec-0\xff", true}};
    QCOMPARE(m_dialog->settings().receiver.endpoints.first().secrets, wanted);
}

/// Under which name it is kept, and whether another was entered.
void TestSettingsLists::knowsARenamedSecretThatCouldNotBeRead()
{
    open(withUnreadSecrets(unusualSettings()));
    const Settings shown = withUnreadSecrets(unusualSettings());
    QVERIFY(child<QLabel>("secretsHint")->text().contains(QStringLiteral("stays as it is kept")));
    setText("endpointName", QStringLiteral("renamed"));
    setText("secretName", QStringLiteral("other"));
    goTo(3);
    setText("tenantId", QStringLiteral("corrected"));
    setText("clientId", QStringLiteral("another"));
    const Settings edited = m_dialog->settings();
    const SigningSecret secret = edited.receiver.endpoints.first().secrets.first();
    QCOMPARE(secret.name, QStringLiteral("other"));
    QCOMPARE(secret.unread, shown.receiver.endpoints.first().secrets.first().unread);
    QVERIFY(secret.isUnread());
    QCOMPARE(edited.api.credentials.fallback.unread, shown.api.credentials.fallback.unread);
    const ApiCredentials corrected = edited.api.credentials.byTenant.value(QStringLiteral("corrected"));
    QCOMPARE(corrected.unread, QStringLiteral("api/7b2d"));
    const QAbstractItemModel* tenants = child<QAbstractItemView>("tenantsTable")->model();
    QCOMPARE(tenants->index(0, TenantsModel::SecretColumn).data().toString(), QStringLiteral("Not read"));
    goTo(0);
    QTest::keyClicks(secretLine("secretValue"), QStringLiteral("whsec-9"));
    QVERIFY(!m_dialog->settings().receiver.endpoints.first().secrets.first().isUnread());
}

void TestSettingsLists::addsRenamesAndRemovesSecrets()
{
    click("addSecret");
    QTest::keyClicks(secretLine("secretValue"), QStringLiteral("k"));
    setText("secretName", QStringLiteral("spare"));
    click("secretRetired");
    const SigningSecret spare{QStringLiteral("spare"), "k", true};
    QCOMPARE(m_dialog->settings().receiver.endpoints.first().secrets.last(), spare);
    click("removeSecret");
    QVERIFY(m_dialog->settings() == unusualSettings());
}

void TestSettingsLists::addsAndRemovesTenants()
{
    goTo(3);
    click("addTenant");
    QVERIFY(child<QLineEdit>("tenantId")->hasFocus());
    setText("tenantId", QStringLiteral(" 9c3e "));
    setText("tenantClientId", QStringLiteral("c3"));
    QTest::keyClicks(secretLine("tenantClientSecret"), QStringLiteral("s3"));
    const ApiCredentials wanted{QStringLiteral("c3"), "s3"};
    QCOMPARE(m_dialog->settings().api.credentials.byTenant.value(QStringLiteral("9c3e")), wanted);
    click("removeTenant");
    QVERIFY(m_dialog->settings() == unusualSettings());
}

QTEST_MAIN(TestSettingsLists)
#include "test_settingslists.moc"
