// SPDX-License-Identifier: MIT
#include "ui/alertspage.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>

using namespace kaunt;

/// The settings page of the alerts: it gives back what it took, and says what can't be.
class TestAlertsPage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void givesBackWhatItTook_data();
    void givesBackWhatItTook();
    void hasNoThresholdForWhatIsOff();
    void hasNoThresholdForAState();
    void takesALineForAnArgument();
    void saysWhatIsWrong_data();
    void saysWhatIsWrong();
    void saysThatThereIsNoSuchProgram();

private:
    template <typename Kind>
    [[nodiscard]] Kind* child(const char* name) const
    {
        return m_page.findChild<Kind*>(QLatin1String(name));
    }

    AlertsPage m_page;
};

void TestAlertsPage::givesBackWhatItTook_data()
{
    QTest::addColumn<Settings>("settings");
    QTest::newRow("defaults") << Settings();
    Settings unusual;
    for (const AlertRule rule : alertRules)
        unusual.alerts.of(rule) = {false, alertThresholds(rule).most};
    unusual.alerts.command = QStringLiteral("/usr/bin/tell me");
    unusual.alerts.arguments = {QStringLiteral("--a b"), QString(), QStringLiteral("c")};
    unusual.alerts.url = QUrl(QStringLiteral("http://127.0.0.1:9000/a%20b?c=d"));
    QTest::newRow("unusual") << unusual;
    unusual.alerts.arguments = {QStringLiteral("-c"), QStringLiteral("cat >/dev/null\nbeep"),
                                QStringLiteral("a\u00a0b"), QString()};
    QTest::newRow("arguments that no line shows as they are") << unusual;
}

void TestAlertsPage::givesBackWhatItTook()
{
    QFETCH(const Settings, settings);
    const QSignalSpy edited(&m_page, &SettingsPage::edited);
    m_page.read(settings);
    Settings given;
    m_page.write(given);
    QVERIFY(given.alerts == settings.alerts);
    QVERIFY(edited.isEmpty());
    QVERIFY(m_page.problem().isEmpty());
}

void TestAlertsPage::hasNoThresholdForWhatIsOff()
{
    m_page.read({});
    auto* box = child<QCheckBox>("alert:drift");
    const auto* threshold = child<QSpinBox>("alertThreshold:drift");
    QVERIFY(threshold->isEnabled());
    box->click();
    QVERIFY(!threshold->isEnabled());
}

void TestAlertsPage::hasNoThresholdForAState()
{
    QVERIFY(child<QSpinBox>("alertThreshold:receiver-down")->isHidden());
    QVERIFY(!child<QSpinBox>("alertThreshold:forward-failing")->isHidden()); // deliveries that it refuses are counted
}

void TestAlertsPage::takesALineForAnArgument()
{
    m_page.read({});
    auto* arguments = child<QPlainTextEdit>("alertArguments");
    const auto taken = [this, arguments](const char* text) {
        arguments->setPlainText(QString::fromLatin1(text));
        Settings settings;
        m_page.write(settings);
        return settings.alerts.arguments;
    };
    QCOMPARE(taken("--now\n\n"), QStringList{QStringLiteral("--now")});
    QCOMPARE(taken("\n"), QStringList());
    QCOMPARE(taken("--name\n\nlast"), (QStringList{QStringLiteral("--name"), QString(), QStringLiteral("last")}));
}

void TestAlertsPage::saysWhatIsWrong_data()
{
    QTest::addColumn<QByteArray>("field");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isWrong");
    const auto row = [](const char* name, const char* field, const char* text, bool isWrong) {
        QTest::newRow(name) << QByteArray(field) << QString::fromLatin1(text) << isWrong;
    };
    row("a program", "alertCommand", "/bin/sh", false);
    row("a relative program", "alertCommand", "tell", true);
    row("a URL", "alertUrl", "http://192.168.1.20/x", false);
    row("no URL", "alertUrl", "h.example/x", true);
    row("a password", "alertUrl", "https://me:pass@h.example/x", true);
    row("another scheme", "alertUrl", "file:///etc/passwd", true);
}

void TestAlertsPage::saysWhatIsWrong()
{
    QFETCH(const QByteArray, field);
    QFETCH(const QString, text);
    m_page.read({});
    auto* edit = child<QLineEdit>(field.constData());
    const QSignalSpy edited(&m_page, &SettingsPage::edited);
    edit->clear();
    QTest::keyClicks(edit, text);
    QVERIFY(!edited.isEmpty());
    QTEST(!m_page.problem().isEmpty(), "isWrong");
    const auto* remark = child<QLabel>((field + "Remark").constData());
    QCOMPARE(remark->text(), m_page.problem());
}

void TestAlertsPage::saysThatThereIsNoSuchProgram()
{
    m_page.read({});
    auto* edit = child<QLineEdit>("alertCommand");
    const auto* remark = child<QLabel>("alertCommandRemark");
    for (const char* absent : {"/no/such/program", "/etc/passwd", "/bin"}) {
        edit->clear();
        QTest::keyClicks(edit, QString::fromLatin1(absent));
        QVERIFY2(remark->text().startsWith(QStringLiteral("There is no program of this name")), absent);
        QVERIFY(m_page.problem().isEmpty());
    }
    edit->clear();
    QTest::keyClicks(edit, QStringLiteral("/bin/sh"));
    QVERIFY(remark->text().isEmpty());
}

QTEST_MAIN(TestAlertsPage)
#include "test_alertspage.moc"
