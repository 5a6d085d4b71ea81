// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/eventlog.h"

#include <QTimer>

#include <functional>

namespace kaunt {

/// That deliveries can't be stored just now: told by the log's signals once it is, and once it is over, and looked at
/// every second meanwhile. Lives in the writer thread, as a child of the writer.
class Interruption final : public QObject {
public:
    Interruption(EventLog& log, std::function<void()> look, QObject* parent);

    void begin();
    /// Somebody was told by another signal.
    void setTold() { m_isTold = true; }
    /// Tells who was not.
    void tell(const LogError& error);
    void end();
    /// At the end of the writer, which tells nobody any more.
    void stop() { m_timer.stop(); }

private:
    EventLog& m_log;
    QTimer m_timer; ///< while it lasts
    bool m_isTold = false;
};

} // namespace kaunt
