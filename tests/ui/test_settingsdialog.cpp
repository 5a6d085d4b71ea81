// SPDX-License-Identifier: MIT
#include "core/secrets/settingssecrets.h"
#include "tests/ui/samplesettings.h"
#include "tests/ui/settingsdialogfixture.h"
#include "ui/windowplace.h"

#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTest>
#include <QTimeEdit>
#include <QWheelEvent>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

using std::chrono::milliseconds;

namespace {

/// What takesEveryField() writes.
Settings settingsOfEveryField()
{
    Settings wanted;
    wanted.receiver.endpoints = {{QStringLiteral("nordlys"), QStringLiteral("/n"), {}}};
    wanted.receiver.port = 0;
    http::Limits& limits = wanted.receiver.limits;
    limits.maxBodyBytes = 2'048;
    limits.maxHeaderBytes = 3'072;
    limits.headerTimeout = milliseconds(4'000);
    limits.bodyTimeout = milliseconds(5'000);
    limits.idleTimeout = milliseconds(6'500);
    limits.maxConnections = 7;
    limits.maxConnectionsPerPeer = 8;
    wanted.api.apiBase = QUrl(QStringLiteral("http://localhost:9000"));
    wanted.api.furtherOrigins = {QUrl(QStringLiteral("https://eu.example"))};
    wanted.api.deadline = milliseconds(9'000);
    wanted.api.credentials.fallback = {QStringLiteral("client"), "s3"};
    wanted.retention = {0, 0};
    wanted.notifications.of(AlertRule::RefusedBurst) = false;
    wanted.notifications.of(AlertRule::Silence) = false;
    wanted.notifications.quiet = {true, QTime(22, 0), QTime(6, 30)};
    wanted.admin = {true, 9'999};
    wanted.alerts.of(AlertRule::Drift).isOn = false;
    wanted.alerts.of(AlertRule::RefusedBurst).threshold = 7;
    wanted.alerts.command = QStringLiteral("/usr/bin/tell");
    wanted.alerts.arguments = {QStringLiteral("-a"), QStringLiteral("b c")};
    wanted.alerts.url = QUrl(QStringLiteral("https://h.example/alerts"));
    return wanted;
}

} // namespace

/// The settings as people edit them.
class TestSettingsDialog final : public SettingsDialogFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(unusualSettings()); }
    void changesNothingByItself_data();
    void changesNothingByItself();
    void takesEveryField();
    void takesEveryAddress_data();
    void takesEveryAddress();
    void warnsWhereStrangersReachIt();
    void greysALabelWithItsField();
    void masksEverySecret();
    void saysWhereSecretsAre();
    void leavesTheWheelToThePage();
    void goesThroughAPageBeforeTheButtons();
    void showsWholePages_data();
    void showsWholePages();
};

void TestSettingsDialog::changesNothingByItself_data()
{
    QTest::addColumn<Settings>("settings");
    QTest::newRow("defaults") << Settings();
    QTest::newRow("unusual") << unusualSettings();
    QTest::newRow("secrets that could not be read") << withUnreadSecrets(unusualSettings());
}

void TestSettingsDialog::changesNothingByItself()
{
    QFETCH(Settings, settings);
    open(settings);
    QVERIFY(m_dialog->settings() == settings);
    QVERIFY(!child<QPushButton>("settingsApply")->isEnabled());
    for (int page = 0; page < child<QListWidget>("settingsPages")->count(); ++page)
        goTo(page);
    const QSignalSpy accepted(m_dialog.get(), &QDialog::accepted);
    click("settingsOk");
    QCOMPARE(accepted.count(), 1);
    QVERIFY(m_dialog->settings() == settings);
}

void TestSettingsDialog::takesEveryField()
{
    open(Settings());
    setText("endpointName", QStringLiteral("nordlys"));
    setText("endpointPath", QStringLiteral("/n"));
    child<QSpinBox>("port")->setValue(0);
    child<QDoubleSpinBox>("bodySize")->setValue(2);
    child<QDoubleSpinBox>("headerSize")->setValue(3);
    child<QDoubleSpinBox>("headerTime")->setValue(4);
    child<QDoubleSpinBox>("bodyTime")->setValue(5);
    child<QDoubleSpinBox>("idleTime")->setValue(6.5);
    child<QSpinBox>("connections")->setValue(7);
    child<QSpinBox>("connectionsPerPeer")->setValue(8);
    setText("apiBase", QStringLiteral("http://localhost:9000"));
    child<QPlainTextEdit>("furtherOrigins")->setPlainText(QStringLiteral("https://eu.example\n\n"));
    child<QDoubleSpinBox>("apiDeadline")->setValue(9);
    setText("clientId", QStringLiteral("client"));
    QTest::keyClicks(secretLine("clientSecret"), QStringLiteral("s3"));
    child<QSpinBox>("logAge")->setValue(0);
    child<QDoubleSpinBox>("logSize")->setValue(0);
    for (const char* box : {"notifyRefused", "notifySilence", "quietHours", "admin", "alert:drift"})
        click(box);
    child<QTimeEdit>("quietTo")->setTime(QTime(6, 30));
    child<QSpinBox>("adminPort")->setValue(9'999);
    child<QSpinBox>("alertThreshold:refused-burst")->setValue(7);
    setText("alertCommand", QStringLiteral("/usr/bin/tell"));
    child<QPlainTextEdit>("alertArguments")->setPlainText(QStringLiteral("-a\nb c"));
    setText("alertUrl", QStringLiteral("https://h.example/alerts"));
    QVERIFY(m_dialog->settings() == settingsOfEveryField());
}

void TestSettingsDialog::takesEveryAddress_data()
{
    QTest::addColumn<QHostAddress>("address");
    QTest::newRow("loopback") << QHostAddress(QHostAddress::LocalHost);
    QTest::newRow("IPv6 loopback") << QHostAddress(QHostAddress::LocalHostIPv6);
    QTest::newRow("any") << QHostAddress(QHostAddress::Any);
    QTest::newRow("any IPv4") << QHostAddress(QHostAddress::AnyIPv4);
    QTest::newRow("any IPv6") << QHostAddress(QHostAddress::AnyIPv6);
    QTest::newRow("IPv6") << QHostAddress(QStringLiteral("fd00::20"));
}

void TestSettingsDialog::takesEveryAddress()
{
    QFETCH(QHostAddress, address);
    Settings settings;
    settings.receiver.address = address;
    open(settings);
    QCOMPARE(m_dialog->settings().receiver.address, address);
    goTo(1);
    QCOMPARE(child<QLabel>("exposureRemark")->isVisible(), !address.isLoopback());
}

void TestSettingsDialog::warnsWhereStrangersReachIt()
{
    open(Settings());
    goTo(1);
    auto* choice = child<QComboBox>("addressChoice");
    choice->setFocus();
    QTest::keyClick(choice, Qt::Key_End);
    QVERIFY(child<QLabel>("addressRemark")->isVisible());
    QVERIFY(!child<QLabel>("exposureRemark")->isVisible());
    setText("address", QStringLiteral("10.0.0.1"));
    QVERIFY(!child<QLabel>("addressRemark")->isVisible());
    QVERIFY(child<QLabel>("exposureRemark")->isVisible());
    QVERIFY(child<QLabel>("exposureRemark")->text().contains(QStringLiteral("Serve TLS")));
    const Settings edited = m_dialog->settings();
    QCOMPARE(edited.receiver.address, QHostAddress(QStringLiteral("10.0.0.1")));
    goTo(2);
    click("makeTlsPair");
    QVERIFY(!m_dialog->settings().receiver.servedTls().isEmpty());
    goTo(1);
    QVERIFY(child<QLabel>("exposureRemark")->isVisible());
    QVERIFY(!child<QLabel>("exposureRemark")->text().contains(QStringLiteral("Serve TLS")));
}

void TestSettingsDialog::greysALabelWithItsField()
{
    open({});
    const auto labels = m_dialog->findChildren<QLabel*>();
    const auto* port = child<QSpinBox>("adminPort");
    const auto label =
        std::find_if(labels.cbegin(), labels.cend(), [port](const QLabel* one) { return one->buddy() == port; });
    QVERIFY(label != labels.cend());
    QVERIFY(!port->isEnabled() && !(*label)->isEnabled());
    click("admin");
    QVERIFY(port->isEnabled() && (*label)->isEnabled());
}

void TestSettingsDialog::masksEverySecret()
{
    const auto lines = m_dialog->findChildren<QLineEdit*>(QStringLiteral("secretLine"));
    QCOMPARE(lines.size(), 4);
    int filled = 0;
    for (const QLineEdit* line : lines) {
        QCOMPARE(line->echoMode(), QLineEdit::Password);
        filled += line->text().isEmpty() ? 0 : 1;
    }
    QCOMPARE(filled, 3); // all but the pass phrase of a key that there is not
}

void TestSettingsDialog::saysWhereSecretsAre()
{
    for (const char* name : {"signingSecretPlace", "clientSecretPlace"})
        QVERIFY(child<QLabel>(name)->text().contains(m_store.place()));
}

void TestSettingsDialog::leavesTheWheelToThePage()
{
    constexpr int apiPage = 3;
    goTo(apiPage);
    m_dialog->resize(m_dialog->width(), 320);
    const auto* bar =
        qobject_cast<QScrollArea*>(child<QStackedWidget>("settingsStack")->currentWidget())->verticalScrollBar();
    QTRY_VERIFY(bar->maximum() > 0);
    auto* deadline = child<QDoubleSpinBox>("apiDeadline");
    const double before = deadline->value();
    const QPointF place(deadline->rect().center());
    const auto turn = [deadline, place] {
        QWheelEvent oneStep(place, deadline->mapToGlobal(place), {}, {0, -120}, Qt::NoButton, Qt::NoModifier,
                            Qt::NoScrollPhase, false);
        QSpontaneKeyEvent::setSpontaneous(&oneStep); // any other goes no further than to the one it is sent to
        qApp->notify(deadline, &oneStep);            // sendEvent() would take that back
    };
    turn();
    QCOMPARE(deadline->value(), before);
    QVERIFY(bar->value() > 0);
    QVERIFY((deadline->focusPolicy() & Qt::WheelFocus) != Qt::WheelFocus);
    deadline->setFocus();
    turn();
    QVERIFY(deadline->value() < before);
}

/// By Tab from the list of pages, and back from OK.
void TestSettingsDialog::goesThroughAPageBeforeTheButtons()
{
    auto* titles = child<QListWidget>("settingsPages");
    const auto* stack = child<QStackedWidget>("settingsStack");
    for (int page = 0; page < titles->count(); ++page) {
        goTo(page);
        titles->setFocus();
        QTest::keyClick(titles, Qt::Key_Tab);
        QVERIFY(stack->isAncestorOf(m_dialog->focusWidget()));
        auto* ok = child<QPushButton>("settingsOk");
        ok->setFocus();
        QTest::keyClick(ok, Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(stack->isAncestorOf(m_dialog->focusWidget()));
    }
}

void TestSettingsDialog::showsWholePages_data()
{
    QTest::addColumn<int>("points");
    QTest::newRow("as it is") << 9;
    QTest::newRow("large") << 12;
}

/// In a large font too; and where it is made narrow, the rest can be scrolled to.
void TestSettingsDialog::showsWholePages()
{
    QFETCH(const int, points);
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPointSize(points);
    QApplication::setFont(font);
    open(unusualSettings());
    const auto* stack = child<QStackedWidget>("settingsStack");
    for (int page = 0; page < stack->count(); ++page) {
        goTo(page);
        const auto* scroll = qobject_cast<QScrollArea*>(stack->widget(page));
        const bool isAsWideAsTheScreen = m_dialog->width() >= roomFor(*m_dialog).width();
        QTRY_VERIFY(scroll->horizontalScrollBar()->maximum() == 0 || isAsWideAsTheScreen);
    }
    goTo(0);
    m_dialog->resize(500, 580);
    const auto* scroll = qobject_cast<QScrollArea*>(stack->currentWidget());
    const int missing = scroll->widget()->minimumSizeHint().width() - scroll->viewport()->width();
    QTRY_VERIFY(missing <= 0 || scroll->horizontalScrollBar()->isVisible());
    m_dialog.reset();
    QApplication::setFont(before);
}

QTEST_MAIN(TestSettingsDialog)
#include "test_settingsdialog.moc"
