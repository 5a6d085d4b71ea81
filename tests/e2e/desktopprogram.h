// SPDX-License-Identifier: MIT
#pragma once

#include "tests/app/cli/kauntctl.h"

namespace kaunt::test {

/// The real kaunt-monitor without a display, on the log and the settings of a kauntctl and with the same secret, and
/// somebody at its window (tests/support/windowremote.cpp). Killed at its end.
class DesktopProgram {
public:
    explicit DesktopProgram(const Kauntctl& kauntctl);
    ~DesktopProgram();
    Q_DISABLE_COPY_MOVE(DesktopProgram)

    /// Its URL once it listens, empty where it never does.
    [[nodiscard]] QString listen(const QStringList& moreArguments = {});
    /// The answer to an order; empty where there is none.
    [[nodiscard]] QByteArray order(const QByteArray& line) const;
    [[nodiscard]] QProcess& process() { return m_process; }

private:
    void writeSettings() const;

    const Kauntctl& m_kauntctl;
    QProcess m_process;
};

} // namespace kaunt::test
