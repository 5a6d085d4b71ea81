// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

#include <sys/resource.h>
#include <unistd.h>

namespace kaunt::test {

/// So many descriptors are left to this process while it lives.
class DescriptorsLeft final {
public:
    explicit DescriptorsLeft(int count)
    {
        ::getrlimit(RLIMIT_NOFILE, &m_before);
        const int lowestFree = ::dup(STDIN_FILENO);
        rlimit tight = m_before;
        tight.rlim_cur = static_cast<rlim_t>(lowestFree + count); // as far as none behind it is taken
        ::close(lowestFree);
        ::setrlimit(RLIMIT_NOFILE, &tight);
    }
    ~DescriptorsLeft() { ::setrlimit(RLIMIT_NOFILE, &m_before); }
    Q_DISABLE_COPY_MOVE(DescriptorsLeft)

private:
    rlimit m_before{};
};

} // namespace kaunt::test
