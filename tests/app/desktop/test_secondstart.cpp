// SPDX-License-Identifier: MIT
#include "app/desktop/windowcalls.h"
#include "core/settings/settingsfile.h"
#include "core/storage/eventlog.h"
#include "tests/app/desktop/desktopmonitorfixture.h"

#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLocalServer>
#include <QLocalSocket>
#include <QSignalSpy>
#include <QTest>

#include <memory>
#include <utility>

using namespace kaunt;
using namespace kaunt::test;

/// The program on a log that another one has: one that shows it, is ending, or is no window.
class TestSecondStart final : public DesktopMonitorFixture {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { keepSecretsInAFile(); }
    void init();
    void cleanup();
    void saysThatTheLogIsInUse();
    void comesToTheFront();
    void beginsOnceTheOneBeforeHasEnded();
    void saysWhatItWaitsFor();
    void beginsAsTheOneBeforeHasLeftIt();

private:
    /// A program that has the log and hears nobody any more.
    void beginToEnd();
    void end();
    void startWhileItEnds();

    std::unique_ptr<EventLog> m_log;
    QLocalServer m_silent;
};

void TestSecondStart::init()
{
    makeAnew();
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_folder->path()));
    writeSettings();
}

void TestSecondStart::cleanup()
{
    DesktopMonitorFixture::end();
    m_silent.close();
    m_log.reset();
}

void TestSecondStart::beginToEnd()
{
    auto log = EventLog::open(m_options.dataDirectory, {}, m_clock);
    QVERIFY(log);
    m_log = std::move(*log);
    QString socket;
    {
        const WindowCalls calls(m_options.dataDirectory);
        const QDir folder(m_folder->path());
        socket = folder.filePath(folder.entryList({QStringLiteral("kaunt-monitor-*")}, QDir::System).value(0));
    }
    QVERIFY(m_silent.listen(socket));
}

void TestSecondStart::end()
{
    m_log.reset();
    delete m_silent.nextPendingConnection();
    m_silent.close();
}

void TestSecondStart::startWhileItEnds()
{
    start();
    QTRY_VERIFY_WITH_TIMEOUT(m_silent.hasPendingConnections(), patience);
}

void TestSecondStart::saysThatTheLogIsInUse()
{
    const auto other = EventLog::open(m_options.dataDirectory, {}, m_clock);
    QVERIFY(other.has_value());
    start();
    QTRY_COMPARE(m_failed->size(), 1);
    const auto sentence = m_failed->at(0).at(0).value<Sentence>();
    QVERIFY2(sentence.reason.contains(QStringLiteral("in use")), qPrintable(sentence.text()));
    QVERIFY(!window());
}

void TestSecondStart::comesToTheFront()
{
    start();
    QTRY_VERIFY(isMonitorShown());
    window()->showMinimized();

    DesktopMonitor second(m_options, m_clock);
    const QSignalSpy shown(&second, &DesktopMonitor::shownByOther);
    const QSignalSpy failed(&second, &DesktopMonitor::failed);
    second.start();
    QTRY_COMPARE(shown.size(), 1);
    const auto sentence = shown.at(0).at(0).value<Sentence>();
    QVERIFY2(sentence.text().contains(QStringLiteral("in use")), qPrintable(sentence.text()));
    QVERIFY2(sentence.next.contains(QStringLiteral("in front")), qPrintable(sentence.text()));
    QVERIFY(failed.isEmpty());
    QVERIFY(!window()->isMinimized());
}

/// Who closes the window and starts it again at once is told of no log in use.
void TestSecondStart::beginsOnceTheOneBeforeHasEnded()
{
    beginToEnd();
    startWhileItEnds();
    end();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    QVERIFY(m_failed->isEmpty());
    QVERIFY(!window()->findChild<QWidget*>(QStringLiteral("problemBanner"))->isVisible());
}

void TestSecondStart::saysWhatItWaitsFor()
{
    beginToEnd();
    startWhileItEnds();
    const QSignalSpy waits(m_monitor.get(), &DesktopMonitor::waitsForOther);
    QTRY_COMPARE_WITH_TIMEOUT(waits.size(), 1, patience);
    const auto sentence = waits.at(0).at(0).value<Sentence>();
    QVERIFY2(sentence.happened.contains(m_options.dataDirectory), qPrintable(sentence.text()));
    end();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    QCOMPARE(waits.size(), 1);
}

/// With the settings that it wrote at its end, and what is wrong with their secrets is told in the window.
void TestSecondStart::beginsAsTheOneBeforeHasLeftIt()
{
    beginToEnd();
    QFile readableByAll(m_folder->filePath(QStringLiteral("secrets"))); // which is refused
    QVERIFY(readableByAll.open(QIODevice::WriteOnly));
    QVERIFY(readableByAll.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther));
    startWhileItEnds();
    Settings left = SettingsFile(m_options.configFile).read().value_or(Settings());
    left.receiver.endpoints[0].path = QStringLiteral("/written/at/the/end");
    QVERIFY(SettingsFile(m_options.configFile).write(left));
    end();
    QTRY_VERIFY_WITH_TIMEOUT(isMonitorShown(), patience);
    QVERIFY(window()->findChild<QWidget*>(QStringLiteral("problemBanner"))->isVisible());
    const auto* url = window()->findChild<QLabel*>(QStringLiteral("listeningUrl"));
    QTRY_VERIFY2_WITH_TIMEOUT(url->text().endsWith(u"/written/at/the/end"), qPrintable(url->text()), patience);
}

QTEST_MAIN(TestSecondStart)
#include "test_secondstart.moc"
