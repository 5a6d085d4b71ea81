// SPDX-License-Identifier: MIT
#pragma once

#include <QProcess>
#include <QString>
#include <QTemporaryDir>

namespace kaunt::test {

/// A session bus of the test's own. Sets DBUS_SESSION_BUS_ADDRESS for this process; Qt connects to it on first use, so
/// there is one per program.
class TestBus {
public:
    TestBus();
    ~TestBus();
    Q_DISABLE_COPY_MOVE(TestBus)

    [[nodiscard]] bool isRunning() const { return m_isRunning; }

private:
    QTemporaryDir m_folder; ///< of its socket, which it leaves there
    QProcess m_daemon;
    bool m_isRunning = false;
};

/// A GNOME keyring on the session bus, unlocked, with a throw-away home. Runs until it is destroyed.
class TestKeyring {
public:
    TestKeyring();
    ~TestKeyring();
    Q_DISABLE_COPY_MOVE(TestKeyring)

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// As when the user locks it: from then on it asks for its password.
    [[nodiscard]] bool lock();
    /// It is there and answers nothing, until resume().
    void suspend();
    void resume();
    /// Whether a secret is on disk as it is, readable without the keyring.
    [[nodiscard]] bool hasPlain(const QByteArray& value) const;

private:
    QTemporaryDir m_home;
    QProcess m_daemon;
    bool m_isRunning = false;
};

} // namespace kaunt::test
