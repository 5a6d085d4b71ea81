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
    /// Go to the next hit or the one before, from where the user is; the first follows the last.
    void findNext();
    void findPrevious();
    [[nodiscard]] virtual int hitCount() const = 0;
    [[nodiscard]] virtual int currentHit() const = 0; ///< from 0; -1 where there is none

protected:
    /// Goes there.
    virtual void showHit(int hit) = 0;
    /// Whether the user has not gone elsewhere since that was shown.
    [[nodiscard]] virtual bool isAt(int hit) const = 0;
    /// The first from where the user is; behind the last is the first. There is one.
    [[nodiscard]] virtual int hitFromHere() const = 0;

private:
    [[nodiscard]] bool isAtHit() const { return currentHit() >= 0 && isAt(currentHit()); }
};

} // namespace kaunt
