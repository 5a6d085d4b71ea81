// SPDX-License-Identifier: MIT
#include "tests/core/tunnel/loopbacksshd.h"

#include "tests/support/freeport.h"

#include <QDir>
#include <QFile>
#include <QStandardPaths>

#include <csignal>
#include <unistd.h>

namespace kaunt::test {

namespace {

constexpr int patience = 20'000;

void write(const QString& path, const QString& text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qWarning("%s can't be written", qPrintable(path));
}

QString readLine(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readLine()).trimmed() : QString();
}

void killBelow(pid_t process)
{
    QProcess pgrep;
    pgrep.start(QStringLiteral("pgrep"), {QStringLiteral("-P"), QString::number(process)});
    pgrep.waitForFinished(patience);
    const QList<QByteArray> children = pgrep.readAllStandardOutput().split('\n');
    for (const QByteArray& child : children) {
        if (const auto number = static_cast<pid_t>(child.toInt()); number > 0) {
            killBelow(number);
            ::kill(number, SIGKILL);
        }
    }
}

} // namespace

LoopbackSshd::LoopbackSshd(const QString& greeting)
    : m_port(freePort())
{
    makeKey(QStringLiteral("host"));
    makeKey(QStringLiteral("user"));
    QFile::copy(path(QStringLiteral("user.pub")), path(QStringLiteral("authorized")));
    writeConfigurations(greeting);
    if (::geteuid() == 0)
        QDir().mkpath(QStringLiteral("/run/sshd")); // where root's sshd confines itself to; its service makes it
    m_sshd.setProcessChannelMode(QProcess::MergedChannels);
}

void LoopbackSshd::makeKey(const QString& name) const
{
    QProcess keygen;
    keygen.start(QStringLiteral("ssh-keygen"), {QStringLiteral("-q"), QStringLiteral("-t"), QStringLiteral("ed25519"),
                                                QStringLiteral("-N"), QString(), QStringLiteral("-f"), path(name)});
    if (!keygen.waitForFinished(patience) || keygen.exitCode() != 0)
        qWarning("ssh-keygen: %s", keygen.readAllStandardError().constData());
}

void LoopbackSshd::writeConfigurations(const QString& greeting) const
{
    write(path(QStringLiteral("sshd_config")),
          QStringLiteral("ListenAddress 127.0.0.1\nPort %1\nHostKey %2\nAuthorizedKeysFile %3\nStrictModes no\n"
                         "UsePAM no\nPidFile none\nPermitRootLogin yes\nPasswordAuthentication no\n%4")
              .arg(m_port)
              .arg(path(QStringLiteral("host")), path(QStringLiteral("authorized")),
                   greeting.isEmpty() ? QString() : QStringLiteral("ForceCommand %1\n").arg(greeting)));
    write(path(QStringLiteral("known")),
          QStringLiteral("[127.0.0.1]:%1 %2\n").arg(m_port).arg(readLine(path(QStringLiteral("host.pub")))));
    write(path(QStringLiteral("ssh_config")),
          QStringLiteral("Host desk\n  HostName 127.0.0.1\n  Port %1\n  IdentityFile %2\n  IdentitiesOnly yes\n"
                         "  UserKnownHostsFile %3\n  StrictHostKeyChecking yes\n")
              .arg(m_port)
              .arg(path(QStringLiteral("user")), path(QStringLiteral("known"))));
    QDir().mkpath(programs());
    const QString ssh = programs() + QStringLiteral("/ssh");
    write(ssh, QStringLiteral("#!/bin/sh\nexec %1 -F %2 \"$@\"\n")
                   .arg(QStandardPaths::findExecutable(QStringLiteral("ssh")), path(QStringLiteral("ssh_config"))));
    QFile::setPermissions(ssh, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

bool LoopbackSshd::start()
{
    m_sshd.start(QStringLiteral("/usr/sbin/sshd"), {QStringLiteral("-D"), QStringLiteral("-e"), QStringLiteral("-f"),
                                                    path(QStringLiteral("sshd_config"))});
    QByteArray said;
    while (!said.contains("Server listening") && m_sshd.waitForReadyRead(patience))
        said += m_sshd.readAll();
    if (!said.contains("Server listening"))
        qWarning("sshd does not listen: %s", said.constData());
    return said.contains("Server listening");
}

void LoopbackSshd::stop()
{
    if (m_sshd.state() == QProcess::NotRunning)
        return;
    const auto process = static_cast<pid_t>(m_sshd.processId());
    // What serves a connection has a session of its own.
    killBelow(process);
    ::kill(process, SIGKILL);
    m_sshd.waitForFinished(patience);
}

} // namespace kaunt::test
