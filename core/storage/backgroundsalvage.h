// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/storage/logfolder.h"
#include "core/storage/logsalvage.h"

#include <QObject>

#include <optional>

class QThread;

namespace kaunt {

/// Salvages a log that is found damaged while it is in use, in a thread of its own, so that who writes can say
/// meanwhile that nothing is stored. The folder must outlive it. Lives in one thread.
class BackgroundSalvage final : public QObject {
    Q_OBJECT

public:
    /// How long after the end of one the next may begin: a disk that goes on failing must not be filled with copies.
    static constexpr qint64 pauseMicros = 60'000'000;

    BackgroundSalvage(const LogFolder& folder, const Clock& clock, QObject* parent = nullptr);
    ~BackgroundSalvage() override; ///< stops at the next commit; the damaged log stays as it was

    [[nodiscard]] bool isRunning() const { return m_thread != nullptr; }
    /// Whether it is neither at work nor has been of late; one that lacked room may begin again once there is.
    [[nodiscard]] bool canStart() const;
    /// Why the last one came to nothing.
    [[nodiscard]] const std::optional<LogError>& lastError() const { return m_lastError; }
    /// The log was put right by somebody else.
    void forgetError() { m_lastError.reset(); }
    /// No connection of the writer may be open. `finished` follows.
    void start();
    /// Looks at the whole file first (PRAGMA quick_check); `confirmed` follows only where it is damaged.
    void verify();

Q_SIGNALS:
    void confirmed();
    void finished(const kaunt::Result<kaunt::SalvageReport, kaunt::LogError>& outcome);

private:
    template <typename Work, typename Then>
    void run(Work work, Then then);
    [[nodiscard]] bool hasRoom() const;

    const LogFolder& m_folder;
    const Clock& m_clock;
    QThread* m_thread = nullptr; ///< while at work
    qint64 m_notBefore = 0;      ///< on the monotonic clock
    std::optional<LogError> m_lastError;
};

} // namespace kaunt
