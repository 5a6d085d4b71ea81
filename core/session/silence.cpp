// SPDX-License-Identifier: MIT
#include "core/session/silence.h"

#include <algorithm>

namespace kaunt {

void Silence::add(qint64 receivedAt)
{
    m_times.append(receivedAt);
    if (m_times.size() > most)
        m_times.removeFirst();
}

std::optional<std::chrono::milliseconds> Silence::unusualAt(qint64 now, qint64 listeningSince) const
{
    constexpr qint64 hour = 3'600'000;
    if (m_times.size() < fewest)
        return std::nullopt;
    QList<qint64> pauses;
    for (qsizetype i = 1; i < m_times.size(); ++i)
        pauses.append(std::max<qint64>(0, m_times.at(i) - m_times.at(i - 1)));
    std::sort(pauses.begin(), pauses.end());
    const qint64 quiet = now - std::max(last(), listeningSince);
    if (quiet <= std::max(hour, 3 * pauses.constLast()))
        return std::nullopt;
    return std::chrono::milliseconds(pauses.at(pauses.size() / 2));
}

} // namespace kaunt
