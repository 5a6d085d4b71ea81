// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/core/tls/privateca.h"
#include "tests/core/tls/tlsfiles.h"
#include "tests/support/manualclock.h"
#include "ui/apipage.h"
#include "ui/remarklabel.h"
#include "ui/secretfield.h"
#include "ui/sentencelabel.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The settings' page about the API: the file of a private CA, with real ones.
class TestApiPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void needsNoFile();
    void takesAPrivateCa();
    void saysWhatIsWrongWithTheFile_data();
    void saysWhatIsWrongWithTheFile();
    void readsTheFileAgain();
    void saysThatAnIdAloneOpensNothing();
    void triesWhatIsEntered();
    void triesTheChosenTenantsKey();

private:
    void type(const QString& path) const;
    [[nodiscard]] RemarkLabel* remark() const
    {
        return m_page->findChild<RemarkLabel*>(QStringLiteral("caFileRemark"));
    }

    TlsFiles m_files;
    ManualClock m_clock;
    QTemporaryDir m_folder;
    FileSecretStore m_store{m_folder.path()};
    std::unique_ptr<ApiPage> m_page;
};

void TestApiPage::init()
{
    m_page = std::make_unique<ApiPage>(m_store, m_clock);
    m_page->read({});
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void TestApiPage::type(const QString& path) const
{
    auto* field = m_page->findChild<QLineEdit*>(QStringLiteral("caFile"));
    field->selectAll();
    QTest::keyClicks(field, path);
}

void TestApiPage::needsNoFile()
{
    Settings settings;
    m_page->write(settings);
    QCOMPARE(settings, Settings());
    QCOMPARE(m_page->problem(), QString());
    QVERIFY(!remark()->isVisible() || remark()->text().isEmpty());
}

void TestApiPage::takesAPrivateCa()
{
    QVERIFY(m_files.write(QStringLiteral("ca.pem"), PrivateCa().pem()));
    const QSignalSpy edited(m_page.get(), &ApiPage::edited);
    const QString path = m_files.path(QStringLiteral("ca.pem"));
    type(QLatin1Char(' ') + path);
    QVERIFY(!edited.isEmpty());
    QCOMPARE(m_page->problem(), QString());
    Settings settings;
    m_page->write(settings);
    QCOMPARE(settings.api.caFile, path);
    ApiPage other(m_store, m_clock);
    other.read(settings);
    Settings again;
    other.write(again);
    QCOMPARE(again, settings);
}

void TestApiPage::saysWhatIsWrongWithTheFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("words");
    QTest::newRow("missing") << QByteArray() << QStringLiteral("can't be read");
    QTest::newRow("no certificate") << QByteArray("none") << QStringLiteral("no certificate in PEM form");
    QTest::newRow("no authority") << PrivateCa().issue({}).pem << QStringLiteral("none that may sign others");
}

void TestApiPage::saysWhatIsWrongWithTheFile()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, words);
    const QString name = QString::fromLatin1(QTest::currentDataTag()) + QStringLiteral(".pem");
    QVERIFY(content.isEmpty() || m_files.write(name, content));
    type(m_files.path(name));
    QVERIFY2(m_page->problem().contains(words), qPrintable(m_page->problem()));
    QCOMPARE(remark()->text(), m_page->problem());
    m_page->showProblem();
    QVERIFY(m_page->findChild<QLineEdit*>(QStringLiteral("caFile"))->hasFocus());
    type(name);
    QVERIFY2(m_page->problem().contains(QStringLiteral("whole path")), qPrintable(m_page->problem()));
}

void TestApiPage::readsTheFileAgain()
{
    type(m_files.path(QStringLiteral("later.pem")));
    QVERIFY(!m_page->problem().isEmpty());
    QVERIFY(m_files.write(QStringLiteral("later.pem"), PrivateCa().pem()));
    m_page->refresh();
    QCOMPARE(m_page->problem(), QString());
    QVERIFY(!remark()->isVisible());
}

/// It may be saved: the secret may come later, or be in a keyring that is locked.
void TestApiPage::saysThatAnIdAloneOpensNothing()
{
    const auto* half = m_page->findChild<RemarkLabel*>(QStringLiteral("clientSecretRemark"));
    const auto* ofTenant = m_page->findChild<RemarkLabel*>(QStringLiteral("tenantClientSecretRemark"));
    QVERIFY(!half->isVisible());
    QTest::keyClicks(m_page->findChild<QLineEdit*>(QStringLiteral("clientId")), QStringLiteral("client"));
    QVERIFY(half->isVisible());
    QVERIFY(half->text().contains(QStringLiteral("nothing can be fetched")));
    QCOMPARE(m_page->problem(), QString());
    m_page->findChild<SecretField*>(QStringLiteral("clientSecret"))->setSecret("secret");
    QVERIFY(!half->isVisible());
    Settings settings;
    settings.api.credentials.fallback = {QStringLiteral("client"), {}, QStringLiteral("api/default")};
    settings.api.credentials.byTenant = {{QStringLiteral("8a1c"), {QStringLiteral("c1"), {}}}};
    m_page->read(settings);
    QVERIFY(!half->isVisible());
    QVERIFY(ofTenant->isVisible());
}

/// Saved or not, and it is no edit.
void TestApiPage::triesWhatIsEntered()
{
    ScriptedPeer api({ScriptedPeer::status(401, R"({"error":"invalid_client"})")});
    Settings settings;
    settings.api.credentials.fallback = {QStringLiteral("client"), "old"};
    m_page->read(settings);
    auto* base = m_page->findChild<QLineEdit*>(QStringLiteral("apiBase"));
    base->selectAll();
    QTest::keyClicks(base, api.url().toString());
    auto* secret = m_page->findChild<SecretField*>(QStringLiteral("clientSecret"))->findChild<QLineEdit*>();
    secret->selectAll();
    QTest::keyClicks(secret, QStringLiteral("new"));
    const QSignalSpy edited(m_page.get(), &ApiPage::edited);
    m_page->findChild<QPushButton*>(QStringLiteral("tryKey"))->click();
    const auto* outcome = m_page->findChild<SentenceLabel*>(QStringLiteral("tryKeyOutcome"));
    QTRY_VERIFY2(outcome->text().contains(QStringLiteral("(401)")), qPrintable(outcome->text()));
    QCOMPARE(headerValues(api.requests().constFirst().headers, "Authorization").value(0),
             "Basic " + QByteArray("client:new").toBase64());
    QVERIFY(edited.isEmpty());
    QTest::keyClicks(base, QStringLiteral("/"));
    QVERIFY(!outcome->isVisible());
}

void TestApiPage::triesTheChosenTenantsKey()
{
    ScriptedPeer api({ScriptedPeer::status(200, R"({"access_token":"t","token_type":"Bearer"})")});
    Settings settings;
    settings.api.apiBase = api.url();
    settings.api.credentials.byTenant = {{QStringLiteral("8a1c"), {QStringLiteral("c1"), "s1"}}};
    m_page->read(settings);
    m_page->findChild<QPushButton*>(QStringLiteral("tryTenantKey"))->click();
    const auto* outcome = m_page->findChild<SentenceLabel*>(QStringLiteral("tryTenantKeyOutcome"));
    QTRY_VERIFY2(outcome->text().startsWith(QStringLiteral("The key works")), qPrintable(outcome->text()));
    QCOMPARE(headerValues(api.requests().constFirst().headers, "Authorization").value(0),
             "Basic " + QByteArray("c1:s1").toBase64());
    m_page->findChild<QPushButton*>(QStringLiteral("removeTenant"))->click();
    QVERIFY(!outcome->isVisible());
    QVERIFY(!m_page->findChild<QPushButton*>(QStringLiteral("tryTenantKey"))->isEnabled());
}

QTEST_MAIN(TestApiPage)
#include "test_apipage.moc"
