// SPDX-License-Identifier: MIT
#pragma once

#include <QTime>

namespace kaunt {

/// A time of every day, local time, in which nobody wants to be disturbed. It may go over midnight; from a time to the
/// same is the whole day. A plain value.
struct QuietHours {
    bool isOn = false;
    QTime from{22, 0};
    QTime to{7, 0}; ///< not itself

    [[nodiscard]] bool covers(QTime time) const
    {
        if (!isOn)
            return false;
        return from < to ? from <= time && time < to : time >= from || time < to;
    }
    bool operator==(const QuietHours&) const = default;
};

} // namespace kaunt
