// SPDX-License-Identifier: MIT
#include "core/secrets/sessionbus.h"

#include <QFile>
#include <QLocalServer>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;
using namespace std::chrono_literals;

/// Whether a session bus answers, asked of real ones, and of a socket that accepts and says nothing.
class TestSessionBus final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void hearsABus_data();
    void hearsABus();
    void findsItWhereItUsuallyIs();
    void doesNotWaitForOneThatIsSilent();
    void knowsThatThereIsNone_data();
    void knowsThatThereIsNone();
    void leavesOtherWaysToQt();

private:
    static constexpr auto patience = 20s; ///< with a bus that is there
    void startBus(const QByteArray& address);

    std::unique_ptr<QTemporaryDir> m_folder;
    QProcess m_daemon;
};

void TestSessionBus::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_folder->path()));
}

void TestSessionBus::cleanup()
{
    m_daemon.kill();
    m_daemon.waitForFinished();
}

void TestSessionBus::startBus(const QByteArray& address)
{
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1"),
                    QStringLiteral("--address=") + QString::fromUtf8(address)});
    QVERIFY2(QTest::qWaitFor([this] { return m_daemon.canReadLine(); }, 20'000),
             "dbus-daemon can't be started: is the package dbus installed?");
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_daemon.readLine().trimmed());
}

void TestSessionBus::hearsABus_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("before");
    QTest::newRow("a path") << QByteArray("path") << QByteArray();
    QTest::newRow("an abstract socket") << QByteArray("abstract") << QByteArray();
    QTest::newRow("behind one that is not there") << QByteArray("path") << QByteArray("unix:path=/no/such/bus;");
    QTest::newRow("behind nothing") << QByteArray("path") << QByteArray(";");
}

void TestSessionBus::hearsABus()
{
    QFETCH(const QByteArray, kind);
    QFETCH(const QByteArray, before);
    startBus("unix:" + kind + '=' + QFile::encodeName(m_folder->filePath(QStringLiteral("a bus"))).replace(' ', "%20"));
    qputenv("DBUS_SESSION_BUS_ADDRESS", before + qgetenv("DBUS_SESSION_BUS_ADDRESS"));
    QVERIFY(doesSessionBusAnswer(patience));
}

void TestSessionBus::findsItWhereItUsuallyIs()
{
    startBus("unix:path=" + QFile::encodeName(m_folder->filePath(QStringLiteral("bus"))));
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    QVERIFY(doesSessionBusAnswer(patience));
}

void TestSessionBus::doesNotWaitForOneThatIsSilent()
{
    const QString path = m_folder->filePath(QStringLiteral("silent"));
    QLocalServer silent;
    QVERIFY(silent.listen(path));
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=" + QFile::encodeName(path));
    QVERIFY(!doesSessionBusAnswer(100ms));
}

void TestSessionBus::knowsThatThereIsNone_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::newRow("no address") << QByteArray();
    QTest::newRow("nobody listens") << QByteArray("unix:path=/no/such/bus");
    QTest::newRow("nothing in it") << QByteArray(";");
}

void TestSessionBus::knowsThatThereIsNone()
{
    QFETCH(const QByteArray, address);
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    QVERIFY(!doesSessionBusAnswer(patience));
}

void TestSessionBus::leavesOtherWaysToQt()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "tcp:host=bus.example,port=1");
    QVERIFY(doesSessionBusAnswer(patience));
}

QTEST_GUILESS_MAIN(TestSessionBus)
#include "test_sessionbus.moc"
