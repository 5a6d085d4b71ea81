// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QMetaType>

namespace kaunt {

inline constexpr int serviceUnavailable = 503;
inline constexpr char comeAgainAfter[] = "5"; ///< the Retry-After of our own 503, in seconds

/// What another makes of a delivery: this is what its sender gets.
struct PassedAnswer {
    qint64 delivery = 0;   ///< its number
    int status = 0;        ///< 200 to 599; 0: nobody was asked, and the answer is our own
    QByteArray retryAfter; ///< a field of the answer, where it is not empty
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::PassedAnswer)
