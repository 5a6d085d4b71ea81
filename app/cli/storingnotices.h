// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/storage/logerror.h"

#include <QString>

#include <optional>

namespace kaunt {

/// What a terminal says while deliveries can't be stored, for whatever number of them: each reason once, and how often
/// it was met since, once a minute. One thread; the clock outlives it.
class StoringNotices {
public:
    explicit StoringNotices(const Clock& clock);

    /// What to say of a failure now, if anything.
    [[nodiscard]] std::optional<QString> take(const LogError& error);
    void end(); ///< the next one is a new one

private:
    const Clock& m_clock;
    std::optional<LogError::Code> m_told;
    qint64 m_toldAtMicros = 0; ///< on the monotonic clock
    int m_untold = 0;
};

} // namespace kaunt
