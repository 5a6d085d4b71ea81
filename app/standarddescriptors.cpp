// SPDX-License-Identifier: MIT
#include "app/standarddescriptors.h"

#include <fcntl.h>
#include <initializer_list>
#include <unistd.h>

namespace kaunt {

void occupyStandardDescriptors()
{
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) >= 0)
            continue;
        const int opposite = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
        (void)::open("/dev/null", opposite); // the lowest free number is this one (open(2))
    }
}

} // namespace kaunt
