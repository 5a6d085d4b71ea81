// SPDX-License-Identifier: MIT
#include "tests/support/manualclock.h"
#include "ui/tray.h"
#include "ui/traynotifier.h"

#include <QApplication>
#include <QDateTime>
#include <QDialog>
#include <QSignalSpy>
#include <QTest>
#include <QWidget>

using namespace kaunt;
using kaunt::test::ManualClock;

namespace {

/// Writes down what a desktop would show.
class NotedTray final : public Tray {
public:
    struct Message {
        QString title;
        QString text;
        bool isCritical = false;
    };

    void showMessage(const QString& title, const QString& text, bool isCritical) override
    {
        messages.append({title, text, isCritical});
    }

    QList<Message> messages;
};

Alert alertOf(const AlertCause& cause, qint64 delivery = 1)
{
    Alert alert;
    alert.cause = cause;
    alert.count = 1;
    if (delivery != 0)
        alert.deliveries = {delivery};
    return alert;
}

Alert refused(qint64 delivery = 1)
{
    return alertOf(Diagnosis{QStringLiteral("header-missing"), {}}, delivery);
}

Alert storingFailed()
{
    return alertOf(LogError{LogError::Code::DiskFull, QStringLiteral("log"), {}, {}}, 0);
}

} // namespace

/// Which notifications come, when, and how often.
class TestTrayNotifier final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsOfAlerts();
    void showsEachAlertThatIsDue();
    void obeysTheSettings();
    void isQuietInTheQuietHours_data();
    void isQuietInTheQuietHours();
    void isQuietWhileTheWindowIsInFront();
    void isQuietWhileADialogOfItIsInFront();
    void leadsToWhatItWasAbout();
    void showsNothingThatAPeerSent();

private:
    void setTime(const QString& localTime);

    ManualClock m_clock;
    std::unique_ptr<QWidget> m_window;
    NotedTray* m_tray = nullptr;
    std::unique_ptr<TrayNotifier> m_notifier;
};

void TestTrayNotifier::init()
{
    m_notifier.reset();
    m_window = std::make_unique<QWidget>();
    auto tray = std::make_unique<NotedTray>();
    m_tray = tray.get();
    m_notifier = std::make_unique<TrayNotifier>(*m_window, std::move(tray), m_clock);
}

void TestTrayNotifier::setTime(const QString& localTime)
{
    const QDateTime time(QDate(2026, 7, 1), QTime::fromString(localTime, Qt::ISODate));
    m_clock.setUtcMillis(time.toMSecsSinceEpoch());
}

void TestTrayNotifier::tellsOfAlerts()
{
    m_notifier->takeAlert(refused());
    m_notifier->takeAlert(storingFailed());
    QCOMPARE(m_tray->messages.size(), 2);
    QCOMPARE(m_tray->messages.at(0).title, QStringLiteral("Refused deliveries"));
    QCOMPARE(m_tray->messages.at(0).text, QStringLiteral("A delivery was refused."));
    QVERIFY(!m_tray->messages.at(0).isCritical);
    QVERIFY(m_tray->messages.at(1).isCritical);
}

/// A rule is due once a minute; the way here may have been longer the first time.
void TestTrayNotifier::showsEachAlertThatIsDue()
{
    m_notifier->takeAlert(refused());
    m_clock.advance(59'999);
    m_notifier->takeAlert(refused());
    QCOMPARE(m_tray->messages.size(), 2);
}

void TestTrayNotifier::obeysTheSettings()
{
    NotificationSettings settings;
    settings.of(AlertRule::RefusedBurst) = false;
    m_notifier->setSettings(settings);
    m_notifier->takeAlert(refused());
    QVERIFY(m_tray->messages.isEmpty());
    m_notifier->takeAlert(storingFailed());
    QCOMPARE(m_tray->messages.size(), 1);
}

void TestTrayNotifier::isQuietInTheQuietHours_data()
{
    QTest::addColumn<QString>("time");
    QTest::addColumn<qsizetype>("messages");
    QTest::newRow("before") << QStringLiteral("21:59:59") << qsizetype(1);
    QTest::newRow("in the evening") << QStringLiteral("22:00:00") << qsizetype(0);
    QTest::newRow("in the morning") << QStringLiteral("06:59:59") << qsizetype(0);
    QTest::newRow("after") << QStringLiteral("07:00:00") << qsizetype(1);
}

/// By the clock on the wall, not by UTC.
void TestTrayNotifier::isQuietInTheQuietHours()
{
    QFETCH(const QString, time);
    NotificationSettings settings;
    settings.quiet = {true, QTime(22, 0), QTime(7, 0)};
    m_notifier->setSettings(settings);
    setTime(time);
    m_notifier->takeAlert(refused());
    QTEST(m_tray->messages.size(), "messages");
}

void TestTrayNotifier::isQuietWhileTheWindowIsInFront()
{
    m_window->show();
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_notifier->takeAlert(refused());
    QVERIFY(m_tray->messages.isEmpty());
}

/// Who sends wrong samples from it sees what comes of them.
void TestTrayNotifier::isQuietWhileADialogOfItIsInFront()
{
    m_window->show();
    QDialog dialog(m_window.get());
    dialog.show();
    dialog.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    QVERIFY(!m_window->isActiveWindow());
    m_notifier->takeAlert(refused());
    QVERIFY(m_tray->messages.isEmpty());
    dialog.close();
    m_window->hide();
    QTRY_VERIFY(!QApplication::activeWindow());
    m_notifier->takeAlert(refused());
    QCOMPARE(m_tray->messages.size(), 1);
}

void TestTrayNotifier::leadsToWhatItWasAbout()
{
    const QSignalSpy requested(m_notifier.get(), &TrayNotifier::alertRequested);
    const QSignalSpy windowAsked(m_notifier.get(), &TrayNotifier::windowRequested);
    Q_EMIT m_tray->messageFollowed(); // of nobody
    m_notifier->takeAlert(refused(17));
    Q_EMIT m_tray->messageFollowed();
    QCOMPARE(requested.size(), 1);
    QCOMPARE(requested.at(0).at(0).value<Alert>().deliveries, QList<qint64>{17});
    Q_EMIT m_tray->windowRequested();
    QCOMPARE(windowAsked.size(), 1);
}

void TestTrayNotifier::showsNothingThatAPeerSent()
{
    const QString markup = QStringLiteral("<a href='http://evil.example'>x</a>Failed");
    m_notifier->takeAlert(alertOf(FailedEventCause{markup}));
    m_notifier->takeAlert(alertOf(QList<DriftFinding>{{DriftFinding::Kind::NewField, markup, {}}}));
    m_notifier->takeAlert(alertOf(Diagnosis{QStringLiteral("header-similar"), {{QStringLiteral("name"), markup}}}));
    QCOMPARE(m_tray->messages.size(), 3);
    for (const NotedTray::Message& message : std::as_const(m_tray->messages))
        QVERIFY2(!message.text.contains(QStringLiteral("evil")), qPrintable(message.text));
}

QTEST_MAIN(TestTrayNotifier)
#include "test_traynotifier.moc"
