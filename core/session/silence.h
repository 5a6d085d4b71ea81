// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QtGlobal>

#include <chrono>
#include <optional>

namespace kaunt {

/// Whether it has been quiet for longer than is usual, by when verified deliveries came before. Tells nothing before
/// ten of them are known, nor within an hour, nor within three times the longest pause among the newest 200: nights and
/// weekends are pauses too. Times are UTC milliseconds. A plain value.
class Silence {
public:
    static constexpr qsizetype most = 200;
    static constexpr qsizetype fewest = 10;

    /// In the order in which they came.
    void add(qint64 receivedAt);
    /// The last of them; 0 where there is none.
    [[nodiscard]] qint64 last() const { return m_times.isEmpty() ? 0 : m_times.constLast(); }
    /// The middle one of the pauses, where it is quiet for too long; `listeningSince` counts as a delivery, for what
    /// came before it could not be heard.
    [[nodiscard]] std::optional<std::chrono::milliseconds> unusualAt(qint64 now, qint64 listeningSince) const;

private:
    QList<qint64> m_times;
};

} // namespace kaunt
