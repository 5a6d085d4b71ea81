// SPDX-License-Identifier: MIT
#include "tests/core/secrets/testkeyring.h"

#include <QDBusConnection>
#include <QDBusConnectionInterface>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusReply>
#include <QDir>
#include <QDirIterator>
#include <QTest>

#include <csignal>
#include <sys/types.h>

namespace kaunt::test {

namespace {

constexpr int startMillis = 20'000;
const QString secretService = QStringLiteral("org.freedesktop.secrets");

void end(QProcess& process)
{
    process.kill();
    process.waitForFinished();
}

bool isOnTheBus()
{
    return QDBusConnection::sessionBus().interface()->isServiceRegistered(secretService);
}

} // namespace

TestBus::TestBus()
{
    m_daemon.start(QStringLiteral("dbus-daemon"),
                   {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address=1"),
                    QStringLiteral("--address=unix:dir=") + m_folder.path()});
    if (!QTest::qWaitFor([this] { return m_daemon.canReadLine(); }, startMillis))
        return;
    qputenv("DBUS_SESSION_BUS_ADDRESS", m_daemon.readLine().trimmed());
    m_isRunning = QDBusConnection::sessionBus().isConnected();
}

TestBus::~TestBus()
{
    end(m_daemon);
}

TestKeyring::TestKeyring()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* variable : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QString::fromLatin1(variable), m_home.path());
    m_daemon.setProcessEnvironment(environment);
    m_daemon.start(QStringLiteral("gnome-keyring-daemon"), {QStringLiteral("--foreground"), QStringLiteral("--unlock"),
                                                            QStringLiteral("--components=secrets")});
    m_daemon.write("password");
    m_daemon.closeWriteChannel();
    m_isRunning = QTest::qWaitFor(isOnTheBus, startMillis);
}

TestKeyring::~TestKeyring()
{
    end(m_daemon);
    (void)QTest::qWaitFor([] { return !isOnTheBus(); });
}

bool TestKeyring::lock()
{
    QDBusMessage call =
        QDBusMessage::createMethodCall(secretService, QStringLiteral("/org/freedesktop/secrets"),
                                       QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("Lock"));
    const QDBusObjectPath collection(QStringLiteral("/org/freedesktop/secrets/collection/login"));
    call << QVariant::fromValue(QList<QDBusObjectPath>{collection});
    const QDBusMessage answer = QDBusConnection::sessionBus().call(call);
    return qdbus_cast<QList<QDBusObjectPath>>(answer.arguments().value(0)).contains(collection);
}

void TestKeyring::suspend()
{
    ::kill(static_cast<pid_t>(m_daemon.processId()), SIGSTOP);
}

void TestKeyring::resume()
{
    ::kill(static_cast<pid_t>(m_daemon.processId()), SIGCONT);
}

bool TestKeyring::hasPlain(const QByteArray& value) const
{
    QDirIterator files(m_home.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        if (content.contains(value) || content.contains(value.toBase64()))
            return true;
    }
    return false;
}

} // namespace kaunt::test
