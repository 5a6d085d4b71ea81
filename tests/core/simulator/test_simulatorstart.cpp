// SPDX-License-Identifier: MIT
#include "core/simulator/simulatedkaunt.h"
#include "tests/core/simulator/briefsettings.h"
#include "tests/core/simulator/scriptedpeer.h"

#include <QDir>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>
#include <QThread>

#include <memory>

using namespace kaunt;
using namespace kaunt::test;
using namespace Qt::Literals::StringLiterals;

namespace {

/// Of this process, as the system counts them: one that QThread::wait() has waited for may still be letting go of what
/// OpenSSL keeps for it.
qsizetype runningThreads()
{
    return QDir(u"/proc/self/task"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size();
}

} // namespace

/// A SimulatedKaunt is started, stopped and started anew.
class TestSimulatorStart final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void endsEverythingOnStop();
    void mayBeStoppedByWhoeverHears();
    void startsAnew();
    void tellsThatItCannotListen();
    void worksInAThreadOfItsOwn();
};

void TestSimulatorStart::endsEverythingOnStop()
{
    ScriptedPeer peer({ScriptedPeer::status(503)});
    SimulatedKaunt simulator;
    const QSignalSpy started(&simulator, &SimulatedKaunt::started);
    const QSignalSpy delivered(&simulator, &SimulatedKaunt::delivered);
    simulator.start(settingsFor(peer.url()));
    QTRY_VERIFY(peer.requests().size() >= 10);
    simulator.stop();
    simulator.stop();
    simulator.deliverNow(u"ModelReady"_s);
    simulator.setTargets({peer.url()});
    QNetworkAccessManager network;
    const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(started.front().front().toUrl())));
    QTRY_VERIFY(reply->isFinished());
    QCOMPARE(reply->error(), QNetworkReply::ConnectionRefusedError);
    // What was written before the end may still come out of the system's buffers.
    QTRY_COMPARE(peer.openConnections(), 0);
    const qsizetype requests = peer.requests().size();
    for (int i = 0; i < 5; ++i) {
        const std::unique_ptr<QNetworkReply> later(network.get(QNetworkRequest(started.front().front().toUrl())));
        QTRY_VERIFY(later->isFinished());
    }
    QCOMPARE(peer.requests().size(), requests);
    QCOMPARE(delivered.size(), 0);
}

void TestSimulatorStart::mayBeStoppedByWhoeverHears()
{
    ScriptedPeer peer({ScriptedPeer::status(200)});
    SimulatedKaunt simulator;
    int heard = 0;
    connect(&simulator, &SimulatedKaunt::delivered, this, [&heard, &simulator] {
        ++heard;
        simulator.stop();
    });
    const QSignalSpy started(&simulator, &SimulatedKaunt::started);
    simulator.start(settingsFor(peer.url()));
    QTRY_COMPARE(heard, 1);
    simulator.start(settingsFor(peer.url()));
    QTRY_COMPARE(heard, 2);
    QCOMPARE(started.size(), 2);
}

void TestSimulatorStart::startsAnew()
{
    ScriptedPeer first({ScriptedPeer::status(200)});
    ScriptedPeer second({ScriptedPeer::status(200)});
    SimulatedKaunt simulator;
    simulator.start(settingsFor(first.url()));
    QTRY_VERIFY(first.requests().size() >= 3);
    simulator.start(settingsFor(second.url()));
    QTRY_VERIFY(second.requests().size() >= 3);
}

void TestSimulatorStart::tellsThatItCannotListen()
{
    ScriptedPeer taken({""});
    SimulatedKaunt simulator;
    const QSignalSpy started(&simulator, &SimulatedKaunt::started);
    const QSignalSpy failed(&simulator, &SimulatedKaunt::startFailed);
    SimulatorSettings settings = settingsFor(QUrl());
    settings.port = taken.serverPort();
    simulator.start(settings);
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.front().front().value<QAbstractSocket::SocketError>(), QAbstractSocket::AddressInUseError);
    QVERIFY(!failed.front().back().toString().isEmpty());
    QCOMPARE(started.size(), 0);
}

void TestSimulatorStart::worksInAThreadOfItsOwn()
{
    ScriptedPeer peer({ScriptedPeer::status(200)});
    const qsizetype before = runningThreads();
    QThread thread;
    auto* simulator = new SimulatedKaunt;
    simulator->moveToThread(&thread);
    connect(&thread, &QThread::finished, simulator, &QObject::deleteLater);
    thread.start();
    QMetaObject::invokeMethod(simulator,
                              [simulator, settings = settingsFor(peer.url())] { simulator->start(settings); });
    QTRY_VERIFY(peer.requests().size() >= 5);
    QMetaObject::invokeMethod(
        simulator, [simulator] { simulator->stop(); }, Qt::BlockingQueuedConnection);
    thread.quit();
    QVERIFY(thread.wait());
    QTRY_VERIFY(runningThreads() <= before);
}

QTEST_GUILESS_MAIN(TestSimulatorStart)
#include "test_simulatorstart.moc"
