// SPDX-License-Identifier: MIT
#include "app/cli/terminal.h"

#include <QTest>

#include <array>
#include <fcntl.h>
#include <unistd.h>

using namespace kaunt;

namespace {

/// Standard error of this program, which is read here.
class ReadStandardError {
public:
    ReadStandardError()
        : m_former(::dup(STDERR_FILENO))
    {
        std::array<int, 2> ends{-1, -1};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return;
        m_reading = ends[0];
        ::fcntl(m_reading, F_SETFL, O_NONBLOCK);
        ::dup2(ends[1], STDERR_FILENO);
        ::close(ends[1]);
    }
    ~ReadStandardError()
    {
        ::dup2(m_former, STDERR_FILENO);
        ::close(m_former);
        ::close(m_reading);
    }
    Q_DISABLE_COPY_MOVE(ReadStandardError)

    [[nodiscard]] QByteArray read() const
    {
        QByteArray all;
        std::array<char, 4096> part{};
        for (ssize_t size = 1; size > 0;) {
            size = ::read(m_reading, part.data(), part.size());
            if (size > 0)
                all.append(part.data(), size);
        }
        return all;
    }

private:
    int m_former;
    int m_reading = -1;
};

} // namespace

class TestTerminal final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsNoticesUnlessItIsQuiet();
    void doesNotStandStillWhereNobodyReadsMessages();
};

void TestTerminal::tellsNoticesUnlessItIsQuiet()
{
    const ReadStandardError standardError;
    Terminal(false).notice(QStringLiteral("a notice"));
    Terminal(true).notice(QStringLiteral("another"));
    Terminal(true).error(QStringLiteral("an error"));
    QCOMPARE(standardError.read(), QByteArray("kauntctl: a notice\nkauntctl: an error\n"));
}

void TestTerminal::doesNotStandStillWhereNobodyReadsMessages()
{
    constexpr int many = 3'000;
    const ReadStandardError standardError;
    const Terminal terminal(false);
    for (int i = 0; i < many; ++i)
        terminal.error(QString(100, u'x'));
    const qsizetype taken = standardError.read().count('\n');
    QVERIFY(taken > 0 && taken < many);
    terminal.error(QStringLiteral("read again"));
    QCOMPARE(standardError.read(), "kauntctl: " + QByteArray::number(many - taken) +
                                       " messages were left out: nobody read them.\nkauntctl: read again\n");
}

QTEST_GUILESS_MAIN(TestTerminal)
#include "test_terminal.moc"
