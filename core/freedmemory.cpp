// SPDX-License-Identifier: MIT
#include "core/freedmemory.h"

#ifdef KAUNT_JEMALLOC
#include <jemalloc/jemalloc.h>
#include <string>
#else
#include <malloc.h>
#endif

namespace kaunt {

void giveBackFreedMemory()
{
#ifdef KAUNT_JEMALLOC
    // jemalloc(3): what this thread keeps for itself, then what all arenas do.
    ::mallctl("thread.tcache.flush", nullptr, nullptr, nullptr, 0);
    const std::string purge = "arena." + std::to_string(MALLCTL_ARENAS_ALL) + ".purge";
    ::mallctl(purge.c_str(), nullptr, nullptr, nullptr, 0);
#else
    ::malloc_trim(0);
#endif
}

} // namespace kaunt
