// SPDX-License-Identifier: MIT
#include "core/secrets/coredumps.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sys/prctl.h>
#endif

namespace kaunt {

void keepSecretsOutOfCoreDumps()
{
#if defined(Q_OS_LINUX) && defined(NDEBUG)
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

} // namespace kaunt
