// SPDX-License-Identifier: MIT
#include "core/yieldtoothers.h"

#include <sys/resource.h>
#include <unistd.h>

namespace kaunt {

void yieldToOthers()
{
    constexpr int low = 10;
    (void)::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), low);
}

} // namespace kaunt
