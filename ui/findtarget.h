// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// What a FindBar finds in. GUI thread.
class FindTarget {
public:
    static constexpr int mostHits = 10'000; ///< no more are looked for

    virtual ~FindTarget() = default;

    /// Finds without regard to letter case and goes to the first hit from where the user is; without one, nothing that
    /// looks like a hit stays.
    virtual void search(const QString& text) = 0;
    /// From where the user is.
    virtual void findNext() = 0;
    virtual void findPrevious() = 0;
    [[nodiscard]] virtual int hitCount() const = 0;
    [[nodiscard]] virtual int currentHit() const = 0; ///< from 0; -1 where there is none
};

} // namespace kaunt
