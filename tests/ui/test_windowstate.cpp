// SPDX-License-Identifier: MIT
#include "ui/windowstate.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;

/// How the window was left, from one run to the next.
class TestWindowState final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void remembers();
    void beginsWithDefaults();
    void standsBesideTheSettings();
    void isForTheOwnerOnly();
    void namesWhatIsNotToBeOverwritten();
};

void TestWindowState::namesWhatIsNotToBeOverwritten()
{
    const QTemporaryDir folder;
    for (const char* name : {"settings.conf", "secrets", "deliveries.jsonl"}) {
        QFile file(folder.filePath(QLatin1String(name)));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    const WindowState state(folder.path());
    state.setFoldsRepeats(false);
    QStringList files = state.configurationFiles();
    files.sort();
    QCOMPARE(files,
             (QStringList{folder.filePath(QStringLiteral("secrets")), folder.filePath(QStringLiteral("settings.conf")),
                          folder.filePath(QStringLiteral("window.conf"))}));
    const WindowState demo(folder.path(), QStringLiteral("demo"));
    demo.setFoldsRepeats(true);
    QVERIFY(!state.foldsRepeats());
    const QString own = folder.filePath(QStringLiteral("demo/window.conf"));
    QVERIFY(QFile::exists(own));
    QStringList also = demo.configurationFiles();
    also.sort();
    QCOMPARE(also, QStringList{own} + files);
}

void TestWindowState::remembers()
{
    const QTemporaryDir folder;
    const QByteArray columns("\x00\xff columns", 10);
    const KeptFilters filters({QStringLiteral("a, \"b\""), QStringLiteral("type:failed")},
                              {{QStringLiteral("Blå; 1"), QStringLiteral("company:\"a, b\"")}});
    TunnelPlan tunnel;
    tunnel.way = TunnelPlan::Way::Command;
    tunnel.command = QStringLiteral("bore local {port}, \"a b\"");
    tunnel.remote = QStringLiteral("127.0.0.1:8080");
    tunnel.urlPattern = QStringLiteral("at (\\S+)");
    tunnel.publicUrl = QUrl(QStringLiteral("https://hooks.example.com/in%20here?a=b;c"));
    {
        const WindowState state(folder.path());
        state.save(WindowState::Part::Columns, columns);
        state.save(WindowState::Part::Splitter, "splitter");
        state.setFoldsRepeats(false);
        state.setShowsAlerts(true);
        QVERIFY(state.setKeptFilters(filters));
        state.setTimeStyle(TimeStyle::SincePrevious);
        state.setPayloadColumns({QStringLiteral("$.a"), QStringLiteral("$['b, c']")});
        state.setTunnelPlan(tunnel);
        state.setReplayTarget(QStringLiteral("http://127.0.0.1:3000/a?b=c;d,e"));
        state.setSendTarget(QStringLiteral("http://127.0.0.1:4000/"));
        state.setCheckTarget(QStringLiteral("http://127.0.0.1:5000/a?b=c;d"));
        state.setPathTarget(QStringLiteral("https://hooks.example.com/in"));
        state.setSamplePayload(QStringLiteral("{\"Id\": \"{{Id}}\",\n \"a\": 1.50}"));
    }
    const WindowState next(folder.path());
    QCOMPARE(next.load(WindowState::Part::Columns), columns);
    QCOMPARE(next.load(WindowState::Part::Splitter), QByteArray("splitter"));
    QVERIFY(next.load(WindowState::Part::Geometry).isEmpty());
    QVERIFY(!next.foldsRepeats());
    QVERIFY(next.showsAlerts());
    QCOMPARE(next.keptFilters(), filters);
    QCOMPARE(next.timeStyle(), TimeStyle::SincePrevious);
    QCOMPARE(next.payloadColumns(), (QStringList{QStringLiteral("$.a"), QStringLiteral("$['b, c']")}));
    QVERIFY(next.tunnelPlan() == tunnel);
    QCOMPARE(next.replayTarget(), QStringLiteral("http://127.0.0.1:3000/a?b=c;d,e"));
    QCOMPARE(next.sendTarget(), QStringLiteral("http://127.0.0.1:4000/"));
    QCOMPARE(next.checkTarget(), QStringLiteral("http://127.0.0.1:5000/a?b=c;d"));
    QCOMPARE(next.pathTarget(), QStringLiteral("https://hooks.example.com/in"));
    QCOMPARE(next.samplePayload(), QStringLiteral("{\"Id\": \"{{Id}}\",\n \"a\": 1.50}"));
}

void TestWindowState::beginsWithDefaults()
{
    const QTemporaryDir folder;
    const WindowState state(folder.filePath(QStringLiteral("not there")));
    QVERIFY(state.load(WindowState::Part::Geometry).isEmpty());
    QVERIFY(state.foldsRepeats());
    QVERIFY(!state.showsAlerts());
    QCOMPARE(state.keptFilters(), KeptFilters());
    QCOMPARE(state.timeStyle(), TimeStyle::Local);
    QVERIFY(state.tunnelPlan() == TunnelPlan());
}

void TestWindowState::standsBesideTheSettings()
{
    const QTemporaryDir folder;
    WindowState(folder.path()).save(WindowState::Part::Geometry, "geometry");
    QVERIFY(QFile::exists(folder.filePath(QStringLiteral("window.conf"))));
}

/// What was filtered by stands in it, too. One that another version has left open is closed.
void TestWindowState::isForTheOwnerOnly()
{
    constexpr auto others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    const QTemporaryDir folder;
    const WindowState state(folder.filePath(QStringLiteral("made/anew")));
    const QString path = folder.filePath(QStringLiteral("made/anew/window.conf"));
    QVERIFY(state.setKeptFilters(KeptFilters({QStringLiteral("company:nordlys")}, {})));
    QVERIFY(QFile::exists(path));
    QVERIFY((QFile::permissions(path) & others) == 0);
    QVERIFY(QFile::setPermissions(path, QFile::permissions(path) | QFile::ReadOther));
    state.setFoldsRepeats(false);
    QVERIFY((QFile::permissions(path) & others) == 0);
    QCOMPARE(state.keptFilters().recent(), {QStringLiteral("company:nordlys")});
}

QTEST_GUILESS_MAIN(TestWindowState)
#include "test_windowstate.moc"
