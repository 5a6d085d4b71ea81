// SPDX-License-Identifier: MIT
#include "app/cli/lineoutput.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <memory>
#include <sys/fsuid.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace kaunt;

namespace {

constexpr std::chrono::milliseconds shortly{50};
const QByteArray line(99, 'a'); // with its line feed 100 bytes

/// Two ends of a channel, closed with this object.
struct Channel {
    int reading = -1;
    int writing = -1;
    bool isOthers = false; ///< may not be opened

    explicit Channel(const QByteArray& kind)
        : isOthers(kind == "another's pipe")
    {
        std::array<int, 2> ends{-1, -1};
        if (kind == "socket" ? ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0 : ::pipe(ends.data()) != 0)
            return;
        reading = ends[0];
        writing = ends[1];
        ::fcntl(reading, F_SETFL, O_NONBLOCK);
        if (isOthers)
            ::fchmod(writing, 0);
    }
    Channel(const Channel&) = delete;
    Channel& operator=(const Channel&) = delete;
    ~Channel()
    {
        closeReading();
        ::close(writing);
    }
    void closeReading()
    {
        if (reading >= 0)
            ::close(std::exchange(reading, -1));
    }
    /// What there is now.
    [[nodiscard]] QByteArray read() const
    {
        QByteArray all;
        QByteArray part(65'536, '\0');
        for (ssize_t size = 1; size > 0;) {
            size = ::read(reading, part.data(), static_cast<size_t>(part.size()));
            all += part.left(std::max<ssize_t>(size, 0));
        }
        return all;
    }
};

/// Root, too, has no right to what is another's.
std::unique_ptr<LineOutput> outputTo(const Channel& channel)
{
    constexpr uid_t nobody = 65'534;
    if (channel.isOthers)
        ::setfsuid(nobody); // which nobody but root can
    auto output = std::make_unique<LineOutput>(channel.writing);
    ::setfsuid(::geteuid());
    return output;
}

} // namespace

class TestLineOutput final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void writesAtOnceWhatFits_data();
    void writesAtOnceWhatFits();
    void keepsWhatIsNotReadUpToABound_data() { writesAtOnceWhatFits_data(); }
    void keepsWhatIsNotReadUpToABound();
    void saysThatItsReaderIsGone_data() { writesAtOnceWhatFits_data(); }
    void saysThatItsReaderIsGone();
    void leavesTheModeOfItsDescriptor();
    void givesUpOnAReaderWhoTakesNothing();
    void writesAFileWhole();
    void saysThatTheDiskIsFull();
};

/// As kauntctl does.
void TestLineOutput::initTestCase()
{
    (void)std::signal(SIGPIPE, SIG_IGN);
}

void TestLineOutput::writesAtOnceWhatFits_data()
{
    QTest::addColumn<QByteArray>("kind");
    for (const char* kind : {"pipe", "another's pipe", "socket"})
        QTest::newRow(kind) << QByteArray(kind);
}

void TestLineOutput::writesAtOnceWhatFits()
{
    QFETCH(const QByteArray, kind);
    const Channel channel(kind);
    const auto output = outputTo(channel);
    QVERIFY(output->write({"one", "two"}));
    QCOMPARE(channel.read(), QByteArray("one\ntwo\n"));
    QVERIFY(output->finish(shortly));
}

void TestLineOutput::keepsWhatIsNotReadUpToABound()
{
    QFETCH(const QByteArray, kind);
    const Channel channel(kind);
    const auto output = outputTo(channel);
    const QSignalSpy emptied(output.get(), &LineOutput::emptied);
    qsizetype taken = 0;
    while (output->write({line}))
        ++taken;
    QVERIFY(taken * 100 > LineOutput::largestBacklog);
    QVERIFY(taken * 100 < 3 * LineOutput::largestBacklog); // a pipe and a socket keep a few 100 KB themselves
    QByteArray all;
    QTRY_VERIFY((all += channel.read(), !emptied.isEmpty()));
    all += channel.read();
    QCOMPARE(all.size(), taken * 100);
    QCOMPARE(all.count('\n'), taken);
    QVERIFY(output->write({"more"}));
    QCOMPARE(channel.read(), QByteArray("more\n"));
    QCOMPARE(emptied.size(), 1);
}

void TestLineOutput::saysThatItsReaderIsGone()
{
    QFETCH(const QByteArray, kind);
    Channel channel(kind);
    const auto output = outputTo(channel);
    const QSignalSpy lost(output.get(), &LineOutput::lost);
    while (output->write({line})) {
    }
    channel.closeReading();
    QTRY_COMPARE(lost.size(), 1);
    QVERIFY(output->isLost());
    QVERIFY(output->write({line})); // and drops it
    QVERIFY(!output->finish(shortly));
}

/// Else the shell that it was inherited from could not read or write any more.
void TestLineOutput::leavesTheModeOfItsDescriptor()
{
    const Channel channel("pipe");
    LineOutput output(channel.writing);
    while (output.write({line})) {
    }
    QCOMPARE(::fcntl(channel.writing, F_GETFL) & O_NONBLOCK, 0);
}

void TestLineOutput::givesUpOnAReaderWhoTakesNothing()
{
    const Channel channel("pipe");
    LineOutput output(channel.writing);
    while (output.write({line})) {
    }
    QVERIFY(!output.finish(shortly));
    QVERIFY(!channel.read().isEmpty());
}

void TestLineOutput::writesAFileWhole()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("lines")));
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.resize(0));
    LineOutput output(file.handle());
    for (int i = 0; i < 20'000; ++i)
        QVERIFY(output.write({line}));
    QVERIFY(output.finish(shortly));
    QCOMPARE(file.size(), 2'000'000);
}

void TestLineOutput::saysThatTheDiskIsFull()
{
    const int full = ::open("/dev/full", O_WRONLY);
    QVERIFY(full >= 0);
    LineOutput output(full);
    const QSignalSpy lost(&output, &LineOutput::lost);
    QVERIFY(output.write({line}));
    QCOMPARE(lost.size(), 1);
    ::close(full);
}

QTEST_GUILESS_MAIN(TestLineOutput)
#include "test_lineoutput.moc"
