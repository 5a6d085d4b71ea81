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
    void writesWhatWasEnteredOnceItCan();
    void writesAtTheEndWhatCouldNotBeWritten();
    void asksBeforeItEndsOverWhatIsNotKept_data();
    void asksBeforeItEndsOverWhatIsNotKept();
    void endsOnceTheSecretIsKept();

private:
    void breakStore() const;
    void breakSettings() const;
    [[nodiscard]] QString secretsFile() const { return m_folder->filePath(QStringLiteral("secrets")); }
    void closeAndSave() const;
    /// With a secret, in a window that shows the monitor and can't keep it.
    void chooseUnkept(bool isStoreBroken);
    [[nodiscard]] QMessageBox* unkeptBox() const
    {
        const auto boxes = window()->findChildren<QMessageBox*>(QStringLiteral("unkeptBox"));
        for (QMessageBox* box : boxes) {
            if (box->isVisible())
                return box;
        }
        return nullptr;
    }
    [[nodiscard]] QWidget* problem() const { return window()->findChild<QWidget*>(QStringLiteral("problemBanner")); }
    [[nodiscard]] QList<QByteArray> keptSecrets() const;
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
    QCOMPARE(keptSecrets(), QList<QByteArray>{"whsec-of-the-guide"});
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

void TestKeptSettings::chooseUnkept(bool isStoreBroken)
{
    writeSettings();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    isStoreBroken ? breakStore() : breakSettings();
    Settings chosen;
    chosen.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), "entered", false}};
    Q_EMIT window()->settingsChosen(chosen);
    QTRY_VERIFY(problem()->isVisible());
}

QList<QByteArray> TestKeptSettings::keptSecrets() const
{
    FileSecretStore store(m_folder->path());
    const auto kept = loadSecrets(store, SettingsFile(m_options.configFile).read().value_or(Settings())).result();
    return secretValues(kept.value_or(Settings()));
}

/// As on a disk that was full for a moment.
void TestKeptSettings::writesWhatWasEnteredOnceItCan()
{
    chooseUnkept(false);
    QVERIFY(QFile::remove(m_options.configFile));
    QTRY_COMPARE_WITH_TIMEOUT(keptSecrets(), QList<QByteArray>{"entered"}, patience);
    QTRY_VERIFY(!problem()->isVisible());
    QVERIFY(window()->close());
}

void TestKeptSettings::writesAtTheEndWhatCouldNotBeWritten()
{
    chooseUnkept(false);
    QVERIFY(QFile::remove(m_options.configFile));
    QVERIFY(window()->close());
    QTRY_COMPARE(keptSecrets(), QList<QByteArray>{"entered"});
}

void TestKeptSettings::asksBeforeItEndsOverWhatIsNotKept_data()
{
    QTest::addColumn<bool>("isStoreBroken");
    QTest::newRow("the secret") << true;
    QTest::newRow("the settings") << false;
}

void TestKeptSettings::asksBeforeItEndsOverWhatIsNotKept()
{
    QFETCH(const bool, isStoreBroken);
    chooseUnkept(isStoreBroken);
    QVERIFY(!window()->close());
    QVERIFY(unkeptBox());
    unkeptBox()->reject();
    QVERIFY(window()->isVisible());
    QVERIFY(!window()->close());
    QVERIFY(unkeptBox());
    unkeptBox()->findChild<QPushButton*>(QStringLiteral("quitUnkept"))->click();
    QTRY_VERIFY(!window()->isVisible());
}

/// The store is not asked by itself: it may want a password.
void TestKeptSettings::endsOnceTheSecretIsKept()
{
    chooseUnkept(true);
    QVERIFY(!window()->close());
    QVERIFY(unkeptBox());
    QVERIFY(QFile::remove(secretsFile()));
    unkeptBox()->findChild<QPushButton*>(QStringLiteral("keepAgain"))->click();
    QTRY_VERIFY(!window()->isVisible());
    QCOMPARE(keptSecrets(), QList<QByteArray>{"entered"});
}

QTEST_MAIN(TestKeptSettings)
#include "test_keptsettings.moc"
