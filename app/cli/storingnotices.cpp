// SPDX-License-Identifier: MIT
#include "app/cli/storingnotices.h"

#include "ui/sentences.h"

#include <QCoreApplication>

#include <utility>

namespace kaunt {

namespace {

constexpr qint64 pauseMicros = 60'000'000;

} // namespace

StoringNotices::StoringNotices(const Clock& clock)
    : m_clock(clock)
{
}

std::optional<QString> StoringNotices::take(const LogError& error)
{
    const qint64 now = m_clock.monotonicMicros();
    ++m_untold;
    const bool isNew = std::exchange(m_told, error.code) != error.code;
    if (!isNew && now - m_toldAtMicros < pauseMicros)
        return {};
    m_toldAtMicros = now;
    const int times = std::exchange(m_untold, 0);
    const QString text = storingSentence(error).text();
    if (isNew)
        return text;
    if (times == 1)
        return text + QCoreApplication::translate("StoringNotices", " (Once more since this was told.)");
    return text + QCoreApplication::translate("StoringNotices", " (%1 times since this was told.)").arg(times);
}

void StoringNotices::end()
{
    m_told.reset();
    m_untold = 0;
}

} // namespace kaunt
