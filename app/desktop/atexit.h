// SPDX-License-Identifier: MIT
#pragma once

#include <functional>

namespace kaunt {

/// Does something before the process ends by exit(3) while this lives, as a Qt platform ends it when the display is
/// gone: without a word to the event loop, or to what stands on the stack. One per process, in the main thread; the
/// work must not wait for that thread's event loop.
class AtExit {
public:
    explicit AtExit(std::function<void()> work);
    ~AtExit(); ///< nothing is to be done any more
    AtExit(const AtExit&) = delete;
    AtExit& operator=(const AtExit&) = delete;
};

} // namespace kaunt
