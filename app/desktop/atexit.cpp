// SPDX-License-Identifier: MIT
#include "app/desktop/atexit.h"

#include <utility>

namespace kaunt {

namespace {

struct Pending {
    Pending() = default;
    ~Pending()
    {
        if (work)
            std::exchange(work, nullptr)();
    }
    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;

    std::function<void()> work;
};

/// Of the thread, whose objects end before all that is static ([basic.start.term]): a handler of std::atexit() would
/// come after what was made later than it was registered, the libraries' own state among that.
thread_local Pending pending;

} // namespace

AtExit::AtExit(std::function<void()> work)
{
    pending.work = std::move(work);
}

AtExit::~AtExit()
{
    pending.work = nullptr;
}

} // namespace kaunt
