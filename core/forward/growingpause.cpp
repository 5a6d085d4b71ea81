// SPDX-License-Identifier: MIT
#include "core/forward/growingpause.h"

#include "core/sending/deliverysender.h"

#include <QRandomGenerator>

#include <algorithm>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

constexpr RetryPolicy pauses{};

} // namespace

milliseconds growingPause(int attempts)
{
    constexpr int enough = 12; // to be the longest
    const auto pause = waitBeforeRetry(pauses, std::min(attempts, enough), milliseconds(0),
                                       QRandomGenerator::global()->generateDouble());
    return std::min(pause.value_or(longestGrowingPause), longestGrowingPause);
}

} // namespace kaunt
