// SPDX-License-Identifier: MIT
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

namespace {

struct Ended {
    int status = -1;
    QByteArray out;
    QByteArray err;
};

} // namespace

/// The setup commands (contracts.md section 1) on machines that they find otherwise than they should be: the scripts
/// themselves, with stand-ins for the system's programs.
class TestSetup final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void knowsAPackageOfTwoArchitectures();
    void letsSudoKeepWhatAptGoesBy();
    void leavesNoServerRunning();
    void buildsATreeThatWasMoved_data();
    void buildsATreeThatWasMoved();
    void countsWhatKeptItFromTesting_data();
    void countsWhatKeptItFromTesting();
    void listensWhereTheDisplayDoesNotAnswer_data();
    void listensWhereTheDisplayDoesNotAnswer();

private:
    void script(const QString& name, const QByteArray& commands) const;
    [[nodiscard]] Ended run(const QString& name, const QProcessEnvironment& more = {}) const;
    /// What a stand-in was called with, a line each time, where it appends that to NAME.calls.
    [[nodiscard]] QByteArray callsOf(const QString& name) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestSetup::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const char* folder : {"packaging", "bin", "build/bin"})
        QVERIFY(QDir(m_folder->path()).mkpath(QString::fromLatin1(folder)));
    for (const char* name : {"check", "count-tests.awk", "dependencies", "install-dependencies", "run"}) {
        const QString file = QStringLiteral("packaging/") + QString::fromLatin1(name);
        QVERIFY(QFile::copy(QStringLiteral(KAUNT_SOURCE_DIR "/") + file, m_folder->filePath(file)));
    }
    // Nothing else of the system is found, such as its dpkg-query and sudo.
    for (const char* name : {"sh", "awk", "dirname", "grep", "mkdir", "rm", "sed"}) {
        const QString tool = QString::fromLatin1(name);
        QVERIFY(QFile::link(QStandardPaths::findExecutable(tool), m_folder->filePath(QStringLiteral("bin/") + tool)));
    }
    script(QStringLiteral("bin/dpkg-query"), "echo installed");
    script(QStringLiteral("bin/id"), "echo 0");
    script(QStringLiteral("bin/apt-get"), "echo apt-get >&2; exit 100");
    script(QStringLiteral("packaging/build"), "exit 0");
}

void TestSetup::script(const QString& name, const QByteArray& commands) const
{
    QFile file(m_folder->filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("#!/bin/sh\n" + commands + "\n");
    QVERIFY(file.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
}

/// As README.md has it called, by somebody with a search path for cd.
Ended TestSetup::run(const QString& name, const QProcessEnvironment& more) const
{
    QProcessEnvironment environment = more;
    environment.insert(QStringLiteral("PATH"), m_folder->filePath(QStringLiteral("bin")));
    environment.insert(QStringLiteral("CDPATH"), QStringLiteral("."));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.setWorkingDirectory(m_folder->path());
    program.start(QStringLiteral("/bin/sh"), {QStringLiteral("packaging/") + name, QStringLiteral("build")});
    constexpr int patience = 30'000; // milliseconds
    if (!program.waitForFinished(patience))
        return {};
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
}

QByteArray TestSetup::callsOf(const QString& name) const
{
    QFile file(m_folder->filePath(name) + QStringLiteral(".calls"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// dpkg-query prints what it knows of each.
void TestSetup::knowsAPackageOfTwoArchitectures()
{
    script(QStringLiteral("bin/dpkg-query"),
           R"(case "$3" in *\\n) printf 'installed\nnot-installed\n' ;; *) printf 'installedinstalled' ;; esac)");
    const Ended ended = run(QStringLiteral("install-dependencies"));
    QVERIFY2(ended.status == 0, ended.err.constData());
    QCOMPARE(ended.err, QByteArray());
    script(QStringLiteral("bin/dpkg-query"), "echo not-installed");
    QVERIFY(run(QStringLiteral("install-dependencies")).err.contains("apt-get"));
}

/// sudo drops every variable that isn't named to it.
void TestSetup::letsSudoKeepWhatAptGoesBy()
{
    script(QStringLiteral("bin/dpkg-query"), "echo not-installed");
    script(QStringLiteral("bin/id"), "echo 1000");
    script(QStringLiteral("bin/sudo"), R"(echo "$DEBIAN_FRONTEND $*" >&2; exit 1)");
    const QByteArray called = run(QStringLiteral("install-dependencies")).err;
    QVERIFY2(called.contains("noninteractive --preserve-env=DEBIAN_FRONTEND,"), called.constData());
    QVERIFY2(called.contains("https_proxy") && called.contains(" apt-get update"), called.constData());
}

/// Which would be reached from elsewhere, for the sake of a test. One that was there already is somebody's.
void TestSetup::leavesNoServerRunning()
{
    QFile list(m_folder->filePath(QStringLiteral("packaging/dependencies")));
    QVERIFY(list.open(QIODevice::WriteOnly));
    list.write("build g++\nbuild nginx\nbuild openssh-server\n");
    list.close();
    const QString systemctl = QStringLiteral("bin/systemctl");
    script(systemctl, R"(echo "$*" >>"$0.calls"; exit 1)"); // as where no such unit is there
    script(QStringLiteral("bin/apt-get"), "exit 0");
    script(QStringLiteral("bin/dpkg-query"), R"([ "$4" = g++ ] || echo installed)");
    QCOMPARE(run(QStringLiteral("install-dependencies")).status, 0);
    QCOMPARE(callsOf(systemctl), QByteArray());
    script(QStringLiteral("bin/dpkg-query"), R"([ "$4" = nginx ] && echo installed)");
    QCOMPARE(run(QStringLiteral("install-dependencies")).status, 0);
    QCOMPARE(callsOf(systemctl), QByteArray("disable --now ssh.service\ndisable --now ssh.socket\n"));
}

void TestSetup::buildsATreeThatWasMoved_data()
{
    QTest::addColumn<QString>("home"); ///< of what was built; in the folder where it is no whole path
    QTest::addColumn<bool>("isKept");
    QTest::newRow("at its place") << QStringLiteral(".") << true;
    QTest::newRow("moved") << QStringLiteral("/no/such/folder") << false;
    QTest::newRow("copied from one that is there") << QStringLiteral("bin") << false;
}

/// CMake's files name whole paths: a copy's would build, and test, the tree that it is a copy of.
void TestSetup::buildsATreeThatWasMoved()
{
    QFETCH(const QString, home);
    QFETCH(const bool, isKept);
    const QString build = QStringLiteral("packaging/build");
    QVERIFY(QFile::remove(m_folder->filePath(build)));
    QVERIFY(QFile::copy(QStringLiteral(KAUNT_SOURCE_DIR "/") + build, m_folder->filePath(build)));
    const QString cmake = QStringLiteral("bin/cmake");
    script(cmake, R"(echo "$*" >>"$0.calls")");
    QVERIFY(QDir(m_folder->path()).mkpath(QStringLiteral("build/release")));
    const auto write = [this](const QString& name, const QByteArray& content) {
        QFile file(m_folder->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    };
    const QString ninja = QStringLiteral("build/release/build.ninja");
    QVERIFY(write(QStringLiteral("CMakePresets.json"), {}));
    QVERIFY(write(ninja, {}));
    QFile presets(m_folder->filePath(QStringLiteral("CMakePresets.json")));
    QVERIFY(presets.open(QIODevice::ReadWrite));
    QVERIFY(presets.setFileTime(QDateTime::fromSecsSinceEpoch(0), QFileDevice::FileModificationTime));
    presets.close();
    QVERIFY(write(QStringLiteral("build/release/CMakeCache.txt"),
                  "CMAKE_HOME_DIRECTORY:INTERNAL=" + QFile::encodeName(QDir(m_folder->path()).absoluteFilePath(home)) +
                      '\n'));
    const Ended ended = run(QStringLiteral("build"));
    QVERIFY2(ended.status == 0, ended.err.constData());
    QCOMPARE(QFile::exists(m_folder->filePath(ninja)), isKept);
    QCOMPARE(ended.err.contains("built anew"), !isKept);
    const QByteArray built = "--build --preset release --target build\n";
    QCOMPARE(callsOf(cmake), isKept ? built : "--preset release\n" + built);
}

void TestSetup::countsWhatKeptItFromTesting_data()
{
    QTest::addColumn<QString>("replaced");
    QTest::addColumn<QByteArray>("by"); ///< nothing: it is not there
    QTest::newRow("no dpkg") << QStringLiteral("bin/dpkg-query") << QByteArray();
    QTest::newRow("apt fails") << QStringLiteral("bin/dpkg-query") << QByteArray("exit 1");
    QTest::newRow("the build fails") << QStringLiteral("packaging/build") << QByteArray("exit 1");
}

void TestSetup::countsWhatKeptItFromTesting()
{
    QFETCH(const QString, replaced);
    QFETCH(const QByteArray, by);
    if (by.isEmpty())
        QVERIFY(QFile::remove(m_folder->filePath(replaced)));
    else
        script(replaced, by);
    for (const char* user : {"echo 0", "echo 1000"}) { // who is not root has no sudo here
        script(QStringLiteral("bin/id"), user);
        const Ended ended = run(QStringLiteral("check"));
        QCOMPARE(ended.status, 1);
        QVERIFY2(ended.out.endsWith("\n0 passed, 1 failed\n"), ended.out.constData());
    }
}

void TestSetup::listensWhereTheDisplayDoesNotAnswer_data()
{
    QTest::addColumn<QString>("display");
    QTest::addColumn<QByteArray>("probed"); ///< the status that it ends with
    QTest::addColumn<QByteArray>("started");
    const QByteArray terminal("kauntctl listen build\n");
    const QByteArray window("kaunt-monitor build\n");
    QTest::newRow("none") << QString() << QByteArray("0") << terminal;
    QTest::newRow("one that is gone") << QStringLiteral(":7") << QByteArray("3") << terminal;
    QTest::newRow("one that answers") << QStringLiteral(":7") << QByteArray("0") << window;
    QTest::newRow("something else is wrong") << QStringLiteral(":7") << QByteArray("2") << window;
}

void TestSetup::listensWhereTheDisplayDoesNotAnswer()
{
    QFETCH(const QString, display);
    QFETCH(const QByteArray, probed);
    QFETCH(const QByteArray, started);
    script(QStringLiteral("build/bin/kauntctl"), "echo kauntctl \"$@\"");
    script(QStringLiteral("build/bin/kaunt-monitor"),
           "[ \"$1\" != --probe-display ] || exit " + probed + "\necho kaunt-monitor \"$@\"");
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("DISPLAY"), display);
    const Ended ended = run(QStringLiteral("run"), environment);
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.out, started);
    QCOMPARE(ended.err.contains("no display"), started.startsWith("kauntctl"));
    QVERIFY(!ended.err.contains("Building")); // for the programs are there
}

QTEST_GUILESS_MAIN(TestSetup)
#include "test_setup.moc"
