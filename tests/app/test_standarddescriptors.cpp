// SPDX-License-Identifier: MIT
#include "app/standarddescriptors.h"

#include <QTest>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace kaunt;

namespace {

enum Finding : int { Good = 0, NotOpen = 1, Usable = 2, NextTakesIt = 3 };

/// Of a process that begins with this descriptor closed. Nothing but what is safe between fork and exec.
Finding findingWithout(int descriptor)
{
    ::close(descriptor);
    occupyStandardDescriptors();
    if (::fcntl(descriptor, F_GETFD) < 0)
        return NotOpen;
    char byte = 'x';
    const auto moved = descriptor == STDIN_FILENO ? ::read(descriptor, &byte, 1) : ::write(descriptor, &byte, 1);
    if (moved >= 0)
        return Usable;
    return ::open("/dev/null", O_RDWR) > STDERR_FILENO ? Good : NextTakesIt;
}

} // namespace

/// What is closed when a program begins.
class TestStandardDescriptors final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void areTakenByNothingElse_data();
    void areTakenByNothingElse();
};

void TestStandardDescriptors::areTakenByNothingElse_data()
{
    QTest::addColumn<int>("descriptor");
    QTest::newRow("input") << STDIN_FILENO;
    QTest::newRow("output") << STDOUT_FILENO;
    QTest::newRow("error") << STDERR_FILENO;
}

void TestStandardDescriptors::areTakenByNothingElse()
{
    QFETCH(const int, descriptor);
    const pid_t child = ::fork();
    QVERIFY(child >= 0);
    if (child == 0)
        ::_exit(findingWithout(descriptor));
    int status = 0;
    QCOMPARE(::waitpid(child, &status, 0), child);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), int{Good});
}

QTEST_GUILESS_MAIN(TestStandardDescriptors)
#include "test_standarddescriptors.moc"
