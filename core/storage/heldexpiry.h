// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/eventlog.h"

namespace kaunt {

/// That deliveries are kept which are too old by the wall clock alone: told with each sweep by EventLog::expiryHeld(),
/// and once more when it is over. Not where that clock is ahead by no more than a quiet time explains: a week, or half
/// of what is kept; what is kept longer for that is little, and is removed in time. Lives in the writer thread; the log
/// and the clock outlive it.
class HeldExpiry {
public:
    HeldExpiry(EventLog& log, const Clock& clock, const RetentionPolicy& policy);

    void setPolicy(const RetentionPolicy& policy) { m_policy = policy; }
    /// `believedMillis` is the time that is believed, `oldestReceivedAt` that of the oldest delivery, 0 where there is
    /// none; both UTC.
    void tell(qint64 believedMillis, qint64 oldestReceivedAt);

private:
    EventLog& m_log;
    const Clock& m_clock;
    RetentionPolicy m_policy;
    bool m_isHeld = false;
};

} // namespace kaunt
