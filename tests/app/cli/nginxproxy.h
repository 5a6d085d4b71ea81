// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QTemporaryDir>

namespace kaunt::test {

/// A real nginx on loopback in front of a receiver, with these further directives for what it passes on.
class NginxProxy {
public:
    NginxProxy(const QString& receiver, const QString& directives);
    ~NginxProxy();
    Q_DISABLE_COPY_MOVE(NginxProxy)

    /// False, with a warning that says why, where it does not listen.
    [[nodiscard]] bool start();
    [[nodiscard]] QString url(const QString& path) const;

private:
    QTemporaryDir m_folder;
    QProcess m_nginx;
    quint16 m_port = 0;
};

} // namespace kaunt::test
