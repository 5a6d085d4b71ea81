// SPDX-License-Identifier: MIT
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
    void countsWhatKeptItFromTesting_data();
    void countsWhatKeptItFromTesting();
    void listensWhereTheDisplayDoesNotAnswer_data();
    void listensWhereTheDisplayDoesNotAnswer();

private:
    void script(const QString& name, const QByteArray& commands) const;
    [[nodiscard]] Ended run(const QString& name, const QProcessEnvironment& more = {}) const;

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
    for (const char* name : {"sh", "awk", "dirname", "grep", "sed"}) {
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

Ended TestSetup::run(const QString& name, const QProcessEnvironment& more) const
{
    QProcessEnvironment environment = more;
    environment.insert(QStringLiteral("PATH"), m_folder->filePath(QStringLiteral("bin")));
    QProcess program;
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral("/bin/sh"),
                  {m_folder->filePath(QStringLiteral("packaging/") + name), QStringLiteral("build")});
    constexpr int patience = 30'000; // milliseconds
    if (!program.waitForFinished(patience))
        return {};
    return {program.exitCode(), program.readAllStandardOutput(), program.readAllStandardError()};
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
    QTest::addColumn<bool>("isAnswering");
    QTest::addColumn<QByteArray>("started");
    QTest::newRow("none") << QString() << false << QByteArray("kauntctl listen build\n");
    QTest::newRow("one that is gone") << QStringLiteral(":7") << false << QByteArray("kauntctl listen build\n");
    QTest::newRow("one that answers") << QStringLiteral(":7") << true << QByteArray("kaunt-monitor build\n");
}

void TestSetup::listensWhereTheDisplayDoesNotAnswer()
{
    QFETCH(const QString, display);
    QFETCH(const bool, isAnswering);
    QFETCH(const QByteArray, started);
    script(QStringLiteral("build/bin/kauntctl"), "echo kauntctl \"$@\"");
    script(QStringLiteral("build/bin/kaunt-monitor"), QByteArray("[ \"$1\" != --probe-display ] || exit ") +
                                                          (isAnswering ? "0" : "3") + "\necho kaunt-monitor \"$@\"");
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("DISPLAY"), display);
    const Ended ended = run(QStringLiteral("run"), environment);
    QCOMPARE(ended.status, 0);
    QCOMPARE(ended.out, started);
    QCOMPARE(ended.err.contains("no display"), !isAnswering);
    QVERIFY(!ended.err.contains("Building")); // for the programs are there
}

QTEST_GUILESS_MAIN(TestSetup)
#include "test_setup.moc"
