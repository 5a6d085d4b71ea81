// SPDX-License-Identifier: MIT
#include "core/http/polledsocket.h"
#include "core/http/socketpoll.h"
#include "tests/core/http/comestorest.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace kaunt::http;
using namespace kaunt::test;

namespace {

/// One end of a connection, polled, and the other one.
class Watched final : public PolledSocket {
public:
    static std::unique_ptr<Watched> make(SocketPoll& poll)
    {
        std::array<int, 2> ends{-1, -1};
        ::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends.data());
        return std::make_unique<Watched>(ends, poll);
    }

    Watched(const std::array<int, 2>& ends, SocketPoll& poll)
        : PolledSocket(ends[0], poll)
        , m_own(ends[0])
        , m_other(ends[1])
    {
    }
    ~Watched() override
    {
        endPolling();
        ::close(m_own);
        leave();
    }
    Q_DISABLE_COPY_MOVE(Watched)

    using PolledSocket::waitForReading;
    using PolledSocket::waitForWriting;

    [[nodiscard]] int descriptor() const { return m_own; }
    void receive() const { QCOMPARE(::write(m_other, "x", 1), ssize_t{1}); }
    void take() const
    {
        char byte = 0;
        QCOMPARE(::read(m_own, &byte, 1), ssize_t{1});
    }
    /// The peer, with nothing unread but what it was sent.
    void leave()
    {
        if (m_other >= 0)
            ::close(m_other);
        m_other = -1;
    }

    int readable = 0; ///< how often it was told so
    int writable = 0;
    std::function<void()> whenReadable;

private:
    void takeReadable() override
    {
        ++readable;
        if (const auto call = whenReadable)
            call();
    }
    void takeWritable() override { ++writable; }

    int m_own;
    int m_other;
};

} // namespace

/// What is told of many sockets, over real ones.
class TestSocketPoll final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsWhatIsWaitedFor();
    void tellsAgainUntilItIsTaken();
    void tellsNothingWhilePaused();
    void tellsOfOneThatIsGone();
    void restsWhileOneThatIsGoneIsPaused();
    void forgetsOneThatHasEnded();
    void tellsNothingToTheNextOfTheSameDescriptor();
    void endsInItsOwnCall();
    void pausesInItsOwnTurn();
    void tellsEachOfMany();
    void leavesOthersTheirTurn();
    void refusesWhatCannotBePolled();

private:
    std::unique_ptr<SocketPoll> m_poll;
};

void TestSocketPoll::init()
{
    m_poll = std::make_unique<SocketPoll>();
    QVERIFY(m_poll->open());
}

void TestSocketPoll::tellsWhatIsWaitedFor()
{
    const auto one = Watched::make(*m_poll);
    one->receive();
    QVERIFY(comesToRest());
    QCOMPARE(one->readable + one->writable, 0);
    QVERIFY(one->waitForReading(true));
    QTRY_VERIFY(one->readable > 0);
    QCOMPARE(one->writable, 0);
    QVERIFY(one->waitForWriting(true));
    QTRY_VERIFY(one->writable > 0);
}

void TestSocketPoll::tellsAgainUntilItIsTaken()
{
    const auto one = Watched::make(*m_poll);
    QVERIFY(one->waitForReading(true));
    one->receive();
    QTRY_VERIFY(one->readable >= 3);
    one->take();
    QVERIFY(comesToRest());
    const int before = one->readable;
    one->receive();
    QTRY_VERIFY(one->readable > before);
}

void TestSocketPoll::tellsNothingWhilePaused()
{
    const auto one = Watched::make(*m_poll);
    QVERIFY(one->waitForReading(true));
    QVERIFY(one->waitForWriting(true));
    QTRY_VERIFY(one->writable > 0);
    QVERIFY(one->waitForWriting(false));
    QVERIFY(one->waitForReading(false));
    one->receive();
    const int before = one->writable;
    QVERIFY(comesToRest());
    QCOMPARE(one->readable, 0);
    QCOMPARE(one->writable, before);
    QVERIFY(one->waitForReading(true));
    QTRY_VERIFY(one->readable > 0);
}

/// As what it waits for, so that reading or writing finds out.
void TestSocketPoll::tellsOfOneThatIsGone()
{
    const auto reading = Watched::make(*m_poll);
    const auto writing = Watched::make(*m_poll);
    while (::send(writing->descriptor(), "x", 1, MSG_NOSIGNAL) > 0) {
    }
    QVERIFY(reading->waitForReading(true));
    QVERIFY(writing->waitForWriting(true));
    QVERIFY(comesToRest());
    QCOMPARE(reading->readable + writing->writable, 0);
    reading->leave();
    writing->leave();
    QTRY_VERIFY(reading->readable > 0);
    QTRY_VERIFY(writing->writable > 0);
    QCOMPARE(reading->writable + writing->readable, 0);
}

/// The system tells of that whatever is asked, and would do so all the time.
void TestSocketPoll::restsWhileOneThatIsGoneIsPaused()
{
    const auto one = Watched::make(*m_poll);
    QVERIFY(one->waitForReading(true));
    one->whenReadable = [&one] { one->waitForReading(false); };
    QCOMPARE(::send(one->descriptor(), "x", 1, 0), ssize_t{1}); // which is lost with the peer: an error besides
    one->leave();
    QTRY_COMPARE(one->readable, 1);
    QVERIFY(comesToRest());
    QCOMPARE(one->readable, 1);
}

void TestSocketPoll::forgetsOneThatHasEnded()
{
    std::array<std::unique_ptr<Watched>, 2> both{Watched::make(*m_poll), Watched::make(*m_poll)};
    int told = 0;
    for (std::size_t at = 0; at < both.size(); ++at) {
        QVERIFY(both.at(at)->waitForReading(true));
        both.at(at)->receive();
        both.at(at)->whenReadable = [&both, &told, at] {
            ++told;
            both.at(at)->take();
            both.at(1 - at).reset();
        };
    }
    QVERIFY(comesToRest());
    QCOMPARE(told, 1);
}

/// Which the system has given anew in the same turn.
void TestSocketPoll::tellsNothingToTheNextOfTheSameDescriptor()
{
    std::array<std::unique_ptr<Watched>, 2> both{Watched::make(*m_poll), Watched::make(*m_poll)};
    std::unique_ptr<Watched> next;
    bool isSame = false;
    for (std::size_t at = 0; at < both.size(); ++at) {
        QVERIFY(both.at(at)->waitForReading(true));
        both.at(at)->receive();
        both.at(at)->whenReadable = [this, &both, &next, &isSame, at] {
            both.at(at)->take();
            const int freed = both.at(1 - at)->descriptor();
            both.at(1 - at).reset();
            next = Watched::make(*m_poll);
            isSame = next->descriptor() == freed;
            QVERIFY(next->waitForReading(true));
        };
    }
    QVERIFY(comesToRest());
    QVERIFY(next && isSame);
    QCOMPARE(next->readable, 0);
    next->receive();
    QTRY_VERIFY(next->readable > 0);
}

/// Though it could be written, too.
void TestSocketPoll::endsInItsOwnCall()
{
    auto one = Watched::make(*m_poll);
    QVERIFY(one->waitForReading(true));
    QVERIFY(one->waitForWriting(true));
    one->receive();
    one->whenReadable = [&one] { one.reset(); };
    QTRY_VERIFY(!one);
    QVERIFY(comesToRest());
}

/// Nothing more is told of it, though it was ready with the others.
void TestSocketPoll::pausesInItsOwnTurn()
{
    std::array<std::unique_ptr<Watched>, 2> both{Watched::make(*m_poll), Watched::make(*m_poll)};
    for (std::size_t at = 0; at < both.size(); ++at) {
        QVERIFY(both.at(at)->waitForReading(true));
        both.at(at)->receive();
        both.at(at)->whenReadable = [&both] {
            for (const auto& each : both)
                each->waitForReading(false);
        };
    }
    QVERIFY(comesToRest());
    QCOMPARE(both.at(0)->readable + both.at(1)->readable, 1);
}

/// None of them twice before each was told once, as long as there is more to take of all of them.
void TestSocketPoll::tellsEachOfMany()
{
    constexpr std::size_t many = 5 * SocketPoll::mostInTurn / 2;
    std::vector<std::unique_ptr<Watched>> sockets;
    int told = 0;
    int apart = 0;
    for (std::size_t i = 0; i < many; ++i) {
        sockets.push_back(Watched::make(*m_poll));
        sockets.back()->whenReadable = [&sockets, &told, &apart] {
            const auto fewer = [](const auto& left, const auto& right) { return left->readable < right->readable; };
            const auto [least, most] = std::minmax_element(sockets.begin(), sockets.end(), fewer);
            apart = std::max(apart, (*most)->readable - (*least)->readable);
            ++told;
        };
        QVERIFY(sockets.back()->waitForReading(true));
        sockets.back()->receive();
    }
    QTRY_VERIFY(told >= static_cast<int>(4 * many));
    QCOMPARE(apart, 1);
}

/// However many can be read.
void TestSocketPoll::leavesOthersTheirTurn()
{
    std::vector<std::unique_ptr<Watched>> sockets;
    int told = 0;
    int toldBefore = 0;
    for (int i = 0; i < 2 * SocketPoll::mostInTurn; ++i) {
        sockets.push_back(Watched::make(*m_poll));
        sockets.back()->whenReadable = [this, &told, &toldBefore] {
            if (++told == 1)
                QMetaObject::invokeMethod(
                    this, [&told, &toldBefore] { toldBefore = told; }, Qt::QueuedConnection);
        };
        QVERIFY(sockets.back()->waitForReading(true));
        sockets.back()->receive();
    }
    QTRY_VERIFY(toldBefore > 0);
    QCOMPARE(toldBefore, SocketPoll::mostInTurn);
}

/// Such as a file, or what was closed by somebody else.
void TestSocketPoll::refusesWhatCannotBePolled()
{
    const auto one = Watched::make(*m_poll);
    const int kept = ::dup(one->descriptor());
    ::close(one->descriptor());
    QVERIFY(!one->waitForReading(true));
    QVERIFY(!one->waitForWriting(true));
    QVERIFY(one->waitForReading(false));
    ::dup2(kept, one->descriptor());
    ::close(kept);
    QVERIFY(one->waitForReading(true));
}

QTEST_GUILESS_MAIN(TestSocketPoll)
#include "test_socketpoll.moc"
