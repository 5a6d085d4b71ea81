// SPDX-License-Identifier: MIT
#include "core/clock.h"
#include "core/storage/eventlog.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <functional>
#include <unistd.h>

using namespace kaunt;

namespace {

struct Ended {
    int status = -1;
    QString out;
    QString err;
};

/// Between fork and exec: nothing but what is safe there.
void leadStandardErrorToNobody()
{
    std::array<int, 2> ends{-1, -1};
    if (::pipe(ends.data()) != 0)
        return;
    ::dup2(ends[1], STDERR_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
}

Ended run(const QStringList& arguments, const QProcessEnvironment& environment,
          const std::function<void()>& beforeIt = {})
{
    constexpr int patience = 30'000; // milliseconds
    QProcess program;
    program.setProcessEnvironment(environment);
    program.setChildProcessModifier(beforeIt);
    program.start(QStringLiteral(KAUNT_BIN_DIR "/kaunt-monitor"), arguments);
    if (!program.waitForFinished(patience)) {
        program.kill();
        program.waitForFinished(patience);
        return {};
    }
    const bool isNormal = program.exitStatus() == QProcess::NormalExit;
    return {isNormal ? program.exitCode() : -1, QString::fromUtf8(program.readAllStandardOutput()),
            QString::fromUtf8(program.readAllStandardError())};
}

/// A file of them in `folder`, of which the port is no number. Empty where it can't be written.
QString wrongSettings(const QTemporaryDir& folder)
{
    QFile file(folder.filePath(QStringLiteral("settings.conf")));
    const QByteArray content = "[receiver]\nport=many\n";
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
}

/// One where no window could be opened.
QProcessEnvironment withoutDisplay()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QLatin1String(name));
    return environment;
}

} // namespace

/// kaunt-monitor from outside.
class TestProgram final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void answersWithoutADisplay_data();
    void answersWithoutADisplay();
    void endsWithThreeWithoutADisplay();
    void endsWithThreeWhereTheLogIsInUse();
    void endsWithThreeWhereTheSettingsAreWrong();
    void outlivesWhoReadsItsMessages();
};

void TestProgram::answersWithoutADisplay_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("out");
    QTest::newRow("version") << QStringList{QStringLiteral("--version")} << 0
                             << QStringLiteral("kaunt-monitor " KAUNT_VERSION "\n");
    QTest::newRow("an unknown option") << QStringList{QStringLiteral("--colour")} << 2 << QString();
    QTest::newRow("a stray word") << QStringList{QStringLiteral("events")} << 2 << QString();
    QTest::newRow("no address") << QStringList{QStringLiteral("--listen"), QStringLiteral("here")} << 2 << QString();
}

void TestProgram::answersWithoutADisplay()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const int, status);
    const Ended ended = run(arguments, withoutDisplay());
    QCOMPARE(ended.status, status);
    QTEST(ended.out, "out");
    QCOMPARE(ended.err.isEmpty(), status == 0);
    const Ended help = run({QStringLiteral("--help")}, withoutDisplay());
    QCOMPARE(help.status, 0);
    QVERIFY(help.out.contains(QStringLiteral("--demo")));
}

void TestProgram::endsWithThreeWithoutADisplay()
{
    QProcessEnvironment nobodyThere = withoutDisplay();
    nobodyThere.insert(QStringLiteral("DISPLAY"), QStringLiteral(":4711"));
    for (const QProcessEnvironment& environment : {withoutDisplay(), nobodyThere}) {
        const Ended ended = run({QStringLiteral("--demo")}, environment);
        QCOMPARE(ended.status, 3);
        QVERIFY2(ended.err.contains(QStringLiteral("kauntctl listen")), qPrintable(ended.err));
        QCOMPARE(ended.err.count(u'\n'), 1);
        QCOMPARE(run({QStringLiteral("--probe-display")}, environment).status, 3);
    }
    QCOMPARE(run({QStringLiteral("--probe-display")}, QProcessEnvironment::systemEnvironment()).status, 0);
}

void TestProgram::endsWithThreeWhereTheLogIsInUse()
{
    const QTemporaryDir folder;
    const QString settings = folder.filePath(QStringLiteral("settings.conf"));
    QFile file(settings);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const SystemClock clock;
    const auto log = EventLog::open(folder.filePath(QStringLiteral("data")), {}, clock);
    QVERIFY(log.has_value());
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KAUNT_SECRET_STORE"), QStringLiteral("file"));
    const Ended ended = run({QStringLiteral("--data"), folder.filePath(QStringLiteral("data")),
                             QStringLiteral("--config"), settings, QStringLiteral("--listen=127.0.0.1:0")},
                            environment);
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.err.contains(QStringLiteral("in use")), qPrintable(ended.err));
}

void TestProgram::endsWithThreeWhereTheSettingsAreWrong()
{
    const QTemporaryDir folder;
    const QString settings = wrongSettings(folder);
    QVERIFY(!settings.isEmpty());
    const Ended ended = run({QStringLiteral("--config"), settings}, QProcessEnvironment::systemEnvironment());
    QCOMPARE(ended.status, 3);
    QVERIFY2(ended.err.contains(QStringLiteral("receiver/port")), qPrintable(ended.err));
}

/// As in `kaunt-monitor 2>&1 | head -n 1`. A signal would end it without a word to who waits for an answer.
void TestProgram::outlivesWhoReadsItsMessages()
{
    const QTemporaryDir folder;
    const QString settings = wrongSettings(folder);
    QVERIFY(!settings.isEmpty());
    const Ended ended = run({QStringLiteral("--config"), settings}, QProcessEnvironment::systemEnvironment(),
                            &leadStandardErrorToNobody);
    QCOMPARE(ended.status, 3);
}

QTEST_GUILESS_MAIN(TestProgram)
#include "test_program.moc"
