// SPDX-License-Identifier: MIT
#include "tests/app/cli/kauntctl.h"
#include "tests/app/cli/nodeendpoint.h"

#include <QDir>
#include <QFileInfo>
#include <QJsonDocument>
#include <QTest>

#include <csignal>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace kaunt::test;

/// Results that nobody takes: the disk behind standard output is full, or its reader is gone. Never a silent success.
class TestLostOutput final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysThatTheDiskIsFull_data();
    void saysThatTheDiskIsFull();
    void saysThatItsOutputIsClosed();
    void endsAListener();
    void doesNotHoldUpAListener();
    void tellsAnAnswerThatCameLate();
    void isSaidAtTheEndOfAListener();
    void isNeverWrittenElsewhere();
};

namespace {

constexpr int manyDeliveries = 3'000; ///< whose lines are more than the program keeps for a slow reader

/// Standard output that is open for reading, and not read until read() is called.
class UnreadPipe {
public:
    explicit UnreadPipe(QString path)
        : m_path(std::move(path))
    {
        if (::mkfifo(qPrintable(m_path), S_IRUSR | S_IWUSR) == 0)
            m_reading = ::open(qPrintable(m_path), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    }
    UnreadPipe(const UnreadPipe&) = delete;
    UnreadPipe& operator=(const UnreadPipe&) = delete;
    ~UnreadPipe() { ::close(m_reading); }

    /// What stands in it now.
    QByteArray read() const
    {
        QByteArray all;
        QByteArray part(65'536, '\0');
        for (ssize_t size = 1; size > 0;) {
            size = ::read(m_reading, part.data(), static_cast<size_t>(part.size()));
            all += part.left(std::max<ssize_t>(size, 0));
        }
        return all;
    }
    /// The first line, which the deliveries stand behind.
    QJsonObject firstLine() const
    {
        QByteArray line;
        (void)QTest::qWaitFor([this, &line] { return (line += read()).endsWith('\n'); }, Kauntctl::patience);
        return QJsonDocument::fromJson(line).object();
    }
    /// Begins `listen --json`, which writes here; its URL.
    QString listen(const Kauntctl& kauntctl, QProcess& listener, const QStringList& options = {}) const
    {
        listener.setStandardOutputFile(m_path);
        kauntctl.begin(listener, QStringList{QStringLiteral("listen"), QStringLiteral("--json"),
                                             QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")} +
                                     kauntctl.secretFile() + options);
        return firstLine().value(QStringLiteral("url")).toString();
    }

private:
    QString m_path;
    int m_reading = -1;
};

Ended sendMany(const Kauntctl& kauntctl, const QString& url)
{
    return kauntctl.run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--count"),
                                    QString::number(manyDeliveries), QStringLiteral("--rate"), QStringLiteral("5000")} +
                        kauntctl.secretFile());
}

} // namespace

void TestLostOutput::saysThatTheDiskIsFull_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("help") << QStringList{QStringLiteral("--help")};
    QTest::newRow("version") << QStringList{QStringLiteral("--version")};
    QTest::newRow("events") << QStringList{QStringLiteral("events")};
    QTest::newRow("show") << QStringList{QStringLiteral("show"), QStringLiteral("1")};
    QTest::newRow("simulate") << QStringList{QStringLiteral("simulate")};
}

void TestLostOutput::saysThatTheDiskIsFull()
{
    QFETCH(const QStringList, arguments);
    const Kauntctl kauntctl;
    QProcess listener;
    const QString url = kauntctl.listen(listener);
    QCOMPARE(
        kauntctl.run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url} + kauntctl.secretFile()).status,
        0);
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
    QProcess program;
    program.setStandardOutputFile(QStringLiteral("/dev/full"));
    kauntctl.begin(program, arguments);
    QVERIFY(program.waitForFinished(Kauntctl::patience));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 3);
    QVERIFY(program.readAllStandardError().contains("could not be written"));
}

/// Else the first that is opened would be its output.
void TestLostOutput::saysThatItsOutputIsClosed()
{
    const Kauntctl kauntctl;
    QProcess program;
    program.setProcessEnvironment(kauntctl.environment);
    program.start(QStringLiteral("sh"), {QStringLiteral("-c"), QStringLiteral("exec \"$@\" >&-"), QStringLiteral("sh"),
                                         QStringLiteral(KAUNT_BIN_DIR "/kauntctl"), QStringLiteral("--help")});
    QVERIFY(program.waitForFinished(Kauntctl::patience));
    QCOMPARE(program.exitStatus(), QProcess::NormalExit);
    QCOMPARE(program.exitCode(), 3);
    QVERIFY(program.readAllStandardError().contains("could not be written"));
}

/// What it has answered is stored; what it can't tell any more, it no longer takes.
void TestLostOutput::endsAListener()
{
    const Kauntctl kauntctl;
    QProcess listener;
    QProcess reader;
    listener.setStandardOutputProcess(&reader);
    reader.start(QStringLiteral("head"), {QStringLiteral("-n"), QStringLiteral("1")});
    kauntctl.begin(listener, QStringList{QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"),
                                         QStringLiteral("127.0.0.1:0")} +
                                 kauntctl.secretFile());
    const QString url = Kauntctl::nextLine(reader).value(QStringLiteral("url")).toString();
    QVERIFY(reader.state() == QProcess::NotRunning || reader.waitForFinished(Kauntctl::patience));
    const Ended sent =
        kauntctl.run(QStringList{QStringLiteral("send"), QStringLiteral("--to"), url} + kauntctl.secretFile());
    QCOMPARE(sent.status, 0);
    QVERIFY(listener.waitForFinished(Kauntctl::patience));
    QCOMPARE(listener.exitStatus(), QProcess::NormalExit);
    QCOMPARE(listener.exitCode(), 3);
    QVERIFY(listener.readAllStandardError().contains("could not be written"));
    QCOMPARE(kauntctl.run({QStringLiteral("events"), QStringLiteral("--json")}).out.count('\n'), 1);
}

/// Each delivery is answered at once, and told once its reader comes back: all of them, in their order.
void TestLostOutput::doesNotHoldUpAListener()
{
    const Kauntctl kauntctl;
    const UnreadPipe pipe(kauntctl.path(QStringLiteral("stdout")));
    QProcess listener;
    const QString url = pipe.listen(kauntctl, listener);
    QVERIFY(!url.isEmpty());
    QCOMPARE(sendMany(kauntctl, url).status, 0);
    QByteArray told;
    QTRY_VERIFY_WITH_TIMEOUT((told += pipe.read()).count('\n') >= manyDeliveries, Kauntctl::patience);
    Kauntctl::send(listener, SIGTERM);
    QVERIFY(listener.waitForFinished(Kauntctl::patience));
    QCOMPARE(listener.exitCode(), 0);
    const QList<QJsonObject> lines = objectsOf(told + pipe.read());
    QCOMPARE(lines.size(), manyDeliveries);
    for (int i = 0; i < lines.size(); ++i)
        QCOMPARE(lines.at(i).value(QStringLiteral("delivery")).toInt(), i + 1);
    QCOMPARE(listener.readAllStandardError().count("wait in the log"), 1);
}

/// Those that are passed through are told once they are answered: each once, however late that is.
void TestLostOutput::tellsAnAnswerThatCameLate()
{
    const Kauntctl kauntctl;
    NodeEndpoint node;
    const UnreadPipe pipe(kauntctl.path(QStringLiteral("stdout")));
    QProcess listener;
    const QString url = pipe.listen(kauntctl, listener,
                                    {QStringLiteral("--pass-through"), node.url(QStringLiteral("/held")),
                                     QStringLiteral("--forward-filter"), QStringLiteral("type:modelready"),
                                     QStringLiteral("--forward-timeout"), QStringLiteral("20s")});
    QProcess held;
    kauntctl.begin(held, QStringList{QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--event"),
                                     QStringLiteral("ModelReady")} +
                             kauntctl.secretFile());
    QCOMPARE(node.nextRequest().target, QStringLiteral("/held"));
    (void)sendMany(kauntctl, url); // some find no free connection, and are no deliveries
    node.release();
    QVERIFY(held.waitForFinished(Kauntctl::patience));
    const Ended events = kauntctl.run(
        {QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--limit"), QStringLiteral("10000")});
    const auto all = events.out.count('\n');
    QVERIFY(all > manyDeliveries / 2);
    QByteArray told;
    QTRY_VERIFY_WITH_TIMEOUT((told += pipe.read()).count(R"("type":"delivery")") >= all, Kauntctl::patience);
    Kauntctl::send(listener, SIGTERM);
    QVERIFY(listener.waitForFinished(Kauntctl::patience));
    QSet<int> numbers;
    const QList<QJsonObject> lines = objectsOf(told + pipe.read());
    for (const QJsonObject& line : lines) {
        if (line.value(QStringLiteral("type")) != QStringLiteral("delivery"))
            continue;
        const int number = line.value(QStringLiteral("delivery")).toInt();
        QVERIFY2(!numbers.contains(number), qPrintable(QString::number(number)));
        QCOMPARE(line.value(QStringLiteral("status")).toInt(), 200);
        numbers.insert(number);
    }
    QCOMPARE(numbers.size(), all);
}

void TestLostOutput::isSaidAtTheEndOfAListener()
{
    const Kauntctl kauntctl;
    const UnreadPipe pipe(kauntctl.path(QStringLiteral("stdout")));
    QProcess listener;
    const QString url = pipe.listen(kauntctl, listener);
    QCOMPARE(sendMany(kauntctl, url).status, 0);
    Kauntctl::send(listener, SIGTERM);
    QVERIFY(listener.waitForFinished(Kauntctl::patience));
    QCOMPARE(listener.exitStatus(), QProcess::NormalExit);
    QCOMPARE(listener.exitCode(), 3);
    const QByteArray said = listener.readAllStandardError();
    QVERIFY(said.contains("was not read to its end"));
    QVERIFY(said.contains("kauntctl events"));
    const Ended events = kauntctl.run(
        {QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--limit"), QStringLiteral("10000")});
    QCOMPARE(events.out.count('\n'), manyDeliveries);
}

/// Whatever is opened first takes the number of a closed standard error, and what is meant for that would go there.
void TestLostOutput::isNeverWrittenElsewhere()
{
    const Kauntctl kauntctl;
    QProcess listener;
    listener.setProcessEnvironment(kauntctl.environment);
    listener.start(QStringLiteral("sh"),
                   QStringList{QStringLiteral("-c"), QStringLiteral("exec \"$@\" 2>&-"), QStringLiteral("sh"),
                               QStringLiteral(KAUNT_BIN_DIR "/kauntctl"), QStringLiteral("listen"),
                               QStringLiteral("--json"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0"),
                               QStringLiteral("--data"), kauntctl.path(QStringLiteral("data"))} +
                       kauntctl.secretFile());
    QVERIFY(Kauntctl::nextLine(listener).contains(QStringLiteral("url")));
    const QDir descriptors(QStringLiteral("/proc/%1/fd").arg(listener.processId()));
    if (descriptors.isReadable()) // as those of a release build are by root alone (keepSecretsOutOfCoreDumps)
        QCOMPARE(QFileInfo(descriptors.filePath(QStringLiteral("2"))).symLinkTarget(), QStringLiteral("/dev/null"));
    QCOMPARE(Kauntctl::end(listener, SIGTERM).status, 0);
}

QTEST_GUILESS_MAIN(TestLostOutput)
#include "test_lostoutput.moc"
