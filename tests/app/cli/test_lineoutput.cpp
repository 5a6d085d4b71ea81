// SPDX-License-Identifier: MIT
#include "app/cli/lineoutput.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace kaunt;

namespace {

constexpr std::chrono::milliseconds shortly{50};
const QByteArray line(99, 'a'); // with its line feed 100 bytes

/// Two ends of a channel, closed with this object.
struct Channel {
    int reading = -1;
    int writing = -1;

    explicit Channel(const QByteArray& kind)
    {
        std::array<int, 2> ends{-1, -1};
        if (kind == "pipe" ? ::pipe(ends.data()) != 0 : ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()) != 0)
            return;
        reading = ends[0];
        writing = ends[1];
        ::fcntl(reading, F_SETFL, O_NONBLOCK);
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
    QTest::newRow("pipe") << QByteArray("pipe");
    QTest::newRow("socket") << QByteArray("socket");
}

void TestLineOutput::writesAtOnceWhatFits()
{
    QFETCH(const QByteArray, kind);
    const Channel channel(kind);
    LineOutput output(channel.writing);
    QVERIFY(output.write({"one", "two"}));
    QCOMPARE(channel.read(), QByteArray("one\ntwo\n"));
    QVERIFY(output.finish(shortly));
}

void TestLineOutput::keepsWhatIsNotReadUpToABound()
{
    QFETCH(const QByteArray, kind);
    const Channel channel(kind);
    LineOutput output(channel.writing);
    const QSignalSpy emptied(&output, &LineOutput::emptied);
    qsizetype taken = 0;
    while (output.write({line}))
        ++taken;
    QVERIFY(taken * 100 > LineOutput::largestBacklog);
    QVERIFY(taken * 100 < 3 * LineOutput::largestBacklog); // a pipe and a socket keep a few 100 KB themselves
    QByteArray all;
    QTRY_VERIFY((all += channel.read(), !emptied.isEmpty()));
    all += channel.read();
    QCOMPARE(all.size(), taken * 100);
    QCOMPARE(all.count('\n'), taken);
    QVERIFY(output.write({"more"}));
    QCOMPARE(channel.read(), QByteArray("more\n"));
    QCOMPARE(emptied.size(), 1);
}

void TestLineOutput::saysThatItsReaderIsGone()
{
    QFETCH(const QByteArray, kind);
    Channel channel(kind);
    LineOutput output(channel.writing);
    const QSignalSpy lost(&output, &LineOutput::lost);
    while (output.write({line})) {
    }
    channel.closeReading();
    QTRY_COMPARE(lost.size(), 1);
    QVERIFY(output.isLost());
    QVERIFY(output.write({line})); // and drops it
    QVERIFY(!output.finish(shortly));
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
