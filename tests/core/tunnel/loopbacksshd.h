// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace kaunt::test {

/// A real sshd on loopback, with keys and a configuration of its own, for whoever runs the test; and an `ssh` that
/// finds it, in a folder to be put in front of PATH: the real one, with a configuration of its own.
class LoopbackSshd {
public:
    /// `greeting` is a command that every session runs in place of a shell, as services have it.
    explicit LoopbackSshd(const QString& greeting = {});
    ~LoopbackSshd() { stop(); }
    Q_DISABLE_COPY_MOVE(LoopbackSshd)

    /// On the same port each time. False, with a warning that says why, where it does not listen.
    [[nodiscard]] bool start();
    /// With all of its connections.
    void stop();
    [[nodiscard]] QString programs() const { return m_folder.filePath(QStringLiteral("bin")); }

private:
    [[nodiscard]] QString path(const QString& name) const { return m_folder.filePath(name); }
    void makeKey(const QString& name) const;
    void writeConfigurations(const QString& greeting) const;

    QTemporaryDir m_folder;
    quint16 m_port = 0;
    QProcess m_sshd;
};

} // namespace kaunt::test
