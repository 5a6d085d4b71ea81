// SPDX-License-Identifier: MIT
#include "core/secrets/filesecretstore.h"
#include "core/secrets/settingssecrets.h"
#include "core/settings/settingsfile.h"
#include "tests/app/desktop/desktopmonitorfixture.h"
#include "ui/secretfield.h"

#include <QFile>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What was entered when the window is closed, and can't be kept: it is told, and not lost.
class TestKeptSettings final : public DesktopMonitorFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { keepSecretsInAFile(); }
    void init() { makeAnew(); }
    void cleanup() { end(); }
    void keepsTheGuideOverWhatIsNotSaved_data();
    void keepsTheGuideOverWhatIsNotSaved();
    void comesBackWithASecretThatWasNotKept();

private:
    void breakStore() const;
    void breakSettings() const;
    [[nodiscard]] QString secretsFile() const { return m_folder->filePath(QStringLiteral("secrets")); }
    void closeAndSave() const;
};

/// One that others can read is refused.
void TestKeptSettings::breakStore() const
{
    QFile readableByAll(secretsFile());
    QVERIFY(readableByAll.open(QIODevice::WriteOnly));
    QVERIFY(readableByAll.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
}

/// What is no file of settings is left as it is.
void TestKeptSettings::breakSettings() const
{
    QFile file(m_options.configFile);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("[receiver") > 0);
}

/// As the user answers the question of the guide.
void TestKeptSettings::closeAndSave() const
{
    QVERIFY(!window()->close());
    auto* question = page()->findChild<QMessageBox*>(QStringLiteral("unsavedBox"));
    QVERIFY(question);
    question->findChild<QPushButton*>(QStringLiteral("saveEntered"))->click();
}

void TestKeptSettings::keepsTheGuideOverWhatIsNotSaved_data()
{
    QTest::addColumn<bool>("isStoreBroken");
    QTest::newRow("its secret") << true;
    QTest::newRow("the settings") << false;
}

void TestKeptSettings::keepsTheGuideOverWhatIsNotSaved()
{
    QFETCH(const bool, isStoreBroken);
    start();
    Q_EMIT window()->connectRequested();
    QTRY_COMPARE(page()->objectName(), QStringLiteral("connectPage"));
    auto* field = page()->findChild<SecretField*>(QStringLiteral("webhookSecret"));
    field->setSecret("whsec-of-the-guide");
    isStoreBroken ? breakStore() : breakSettings();
    closeAndSave();
    const auto problem = [this] { return window()->findChild<QMessageBox*>(QStringLiteral("problemBox")); };
    QTRY_VERIFY(problem());
    QVERIFY(window()->isVisible());
    QCOMPARE(page()->objectName(), QStringLiteral("connectPage"));
    QCOMPARE(field->secret(), QByteArray("whsec-of-the-guide"));
    problem()->reject();
    QTRY_VERIFY(!problem());
    QTRY_VERIFY(!page()->findChild<QMessageBox*>(QStringLiteral("unsavedBox")));

    QVERIFY(QFile::remove(isStoreBroken ? secretsFile() : m_options.configFile));
    closeAndSave();
    QTRY_VERIFY(!window()->isVisible());
    FileSecretStore store(m_folder->path());
    const auto kept = loadSecrets(store, SettingsFile(m_options.configFile).read().value_or(Settings())).result();
    QCOMPARE(secretValues(kept.value_or(Settings())), QList<QByteArray>{"whsec-of-the-guide"});
}

/// Of the settings, which were closed in time; the window was closed while the store was asked.
void TestKeptSettings::comesBackWithASecretThatWasNotKept()
{
    writeSettings();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    breakStore();
    Settings chosen;
    chosen.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), "whsec", false}};
    Q_EMIT window()->settingsChosen(chosen);
    QVERIFY(window()->close());
    QTRY_VERIFY(window()->isVisible());
    QVERIFY(window()->findChild<QWidget*>(QStringLiteral("problemBanner"))->isVisible());
}

QTEST_MAIN(TestKeptSettings)
#include "test_keptsettings.moc"
