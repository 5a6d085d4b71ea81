// SPDX-License-Identifier: MIT
#include "core/yieldtoothers.h"

#include <sys/resource.h>
#include <unistd.h>

namespace kaunt {

void yieldToOthers()
{
    constexpr int behind = 10; // of the 19 that are the most, and are kept to by the system
    const auto thread = static_cast<id_t>(::gettid());
    (void)::setpriority(PRIO_PROCESS, thread, ::getpriority(PRIO_PROCESS, thread) + behind);
}

} // namespace kaunt
