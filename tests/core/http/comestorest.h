// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractEventDispatcher>
#include <QThread>

namespace kaunt::test {

/// Whether there comes a turn of this thread's event loop in which nothing is to be done.
[[nodiscard]] inline bool comesToRest()
{
    constexpr int manyTurns = 1'000;
    int turns = 0;
    while (turns < manyTurns && QThread::currentThread()->eventDispatcher()->processEvents(QEventLoop::AllEvents))
        ++turns;
    return turns < manyTurns;
}

} // namespace kaunt::test
