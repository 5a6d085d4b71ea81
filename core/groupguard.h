// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <memory>

namespace kaunt {

/// Kills a child's process group when this object goes, be it that we are killed: a small process of that group, which
/// no signal but that ends, waits for the end of a pipe from us. The system itself would kill the child alone, and not
/// what it has started. Lives in one thread.
class GroupGuard {
public:
    /// A null pointer where the system has no more descriptors.
    [[nodiscard]] static std::unique_ptr<GroupGuard> open();
    ~GroupGuard();
    Q_DISABLE_COPY_MOVE(GroupGuard)

    /// In the child that leads the group, between fork and exec: nothing but what is safe there. Where there can be no
    /// guard, the child ends.
    void begin() const;

private:
    GroupGuard(int readEnd, int writeEnd);

    const int m_readEnd;
    const int m_writeEnd; ///< open here alone
};

} // namespace kaunt
