// SPDX-License-Identifier: MIT
#include "core/secrets/coredumps.h"

#include <QTest>

#include <sys/prctl.h>

using namespace kaunt;

/// Nothing of this process's memory is written to a file when it fails, nor shown to others of the user.
class TestCoreDumps final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void holdNoSecret();
};

void TestCoreDumps::holdNoSecret()
{
    const int before = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
    keepSecretsOutOfCoreDumps();
    const int after = ::prctl(PR_GET_DUMPABLE, 0, 0, 0, 0);
    QCOMPARE(::prctl(PR_SET_DUMPABLE, 1, 0, 0, 0), 0);
#ifdef NDEBUG
    QCOMPARE(before, 1);
    QCOMPARE(after, 0);
#else
    QCOMPARE(after, before); // a debugger can attach
#endif
}

QTEST_GUILESS_MAIN(TestCoreDumps)
#include "test_coredumps.moc"
