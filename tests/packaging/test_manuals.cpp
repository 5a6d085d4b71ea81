// SPDX-License-Identifier: MIT
#include "core/settings/settingswriter.h"
#include "tests/app/cli/kauntctl.h"
#include "tests/ui/samplesettings.h"

#include <QFile>
#include <QRegularExpression>
#include <QSettings>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

QString manual(const QString& name)
{
    QFile file(QStringLiteral(KAUNT_SOURCE_DIR "/packaging/") + name);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QStringList captured(const char* pattern, const QString& text)
{
    QStringList found;
    const QRegularExpression expression(QString::fromLatin1(pattern), QRegularExpression::MultilineOption);
    for (auto match = expression.globalMatch(text); match.hasNext();)
        found.append(match.next().captured(1));
    return found;
}

} // namespace

/// The manual pages have all that the programs have, and what tells of releases tells the same.
class TestManuals final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void haveEveryOption();
    void haveEverySetting();
    void tellTheDefaults();
    void tellOneRelease();
};

void TestManuals::haveEveryOption()
{
    const QString page = manual(QStringLiteral("kauntctl.1"));
    const Kauntctl kauntctl;
    const QString commands = QString::fromUtf8(kauntctl.run({QStringLiteral("--help")}).out);
    const QStringList names = captured("^  ([a-z-]+) {2,}[A-Z]", commands);
    QVERIFY(names.contains(QStringLiteral("listen")) && names.contains(QStringLiteral("path-test")));
    const QStringList told = captured("Fl -([a-z-]+)", page);
    for (const QString& name : names) {
        QVERIFY2(page.contains(QStringLiteral(".It Cm %1 ").arg(name)), qPrintable(name));
        const QString help = QString::fromUtf8(kauntctl.run({name, QStringLiteral("--help")}).out);
        const QStringList options = captured("^  (?:-[a-z], )?--([a-z-]+)", help);
        QVERIFY2(options.contains(QStringLiteral("data")), qPrintable(help));
        for (const QString& option : options) {
            QVERIFY2(told.contains(option), qPrintable(name + QStringLiteral(" --") + option));
        }
    }
}

/// By the last part of its key.
void TestManuals::haveEverySetting()
{
    const QString page = manual(QStringLiteral("kaunt-monitor.conf.5"));
    const QTemporaryDir folder;
    QSettings file(folder.filePath(QStringLiteral("unusual.conf")), QSettings::IniFormat);
    writeSettings(unusualSettings(), file);
    const QStringList keys = file.allKeys();
    QVERIFY(keys.size() > 60);
    const QStringList words = captured("(\\w+)", page);
    for (const QString& key : keys) {
        const QString last = key.section(u'/', -1);
        const bool isPlace = last.toInt() > 0 || last == u"size"; // of a list
        QVERIFY2(isPlace || words.contains(last), qPrintable(key));
        QVERIFY2(page.contains(QStringLiteral(".Ss [%1]").arg(key.section(u'/', 0, 0))), qPrintable(key));
    }
}

/// Which are in brackets behind their keys, and those of the contract for what a peer may use up.
void TestManuals::tellTheDefaults()
{
    static const QRegularExpression heading(QStringLiteral(R"(^\.Ss \[(\w+)\]$)"));
    static const QRegularExpression keyWithDefault(QStringLiteral(R"(Li (\w+) No \(([^ )]+)\))"));
    const QTemporaryDir folder;
    QSettings file(folder.filePath(QStringLiteral("usual.conf")), QSettings::IniFormat);
    Settings usual;
    usual.forwards = {ForwardSettings{}};
    writeSettings(usual, file);
    QString section;
    int told = 0;
    const QStringList lines = manual(QStringLiteral("kaunt-monitor.conf.5")).split(u'\n');
    for (const QString& line : lines) {
        if (const auto begun = heading.match(line); begun.hasMatch())
            section =
                begun.captured(1) + (begun.captured(1) == u"forwards" ? QStringLiteral("/1/") : QStringLiteral("/"));
        for (auto match = keyWithDefault.globalMatch(line); match.hasNext(); ++told) {
            const auto found = match.next();
            const QString key = section + found.captured(1);
            QVERIFY2(file.contains(key), qPrintable(key));
            QVERIFY2(file.value(key).toString() == found.captured(2), qPrintable(key));
        }
    }
    QVERIFY2(told > 30, qPrintable(QString::number(told)));
}

void TestManuals::tellOneRelease()
{
    const QString changes = manual(QStringLiteral("../CHANGELOG.md"));
    const QString announced = manual(QStringLiteral("kaunt-monitor.metainfo.xml"));
    const QString built = manual(QStringLiteral("../CMakeLists.txt"));
    const QStringList versions = captured("^## \\[([0-9.]+)\\] - ", changes);
    QVERIFY(!versions.isEmpty());
    QCOMPARE(captured("<release version=\"([^\"]+)\"", announced), versions);
    QCOMPARE(captured("<release [^>]*date=\"([^\"]+)\"", announced), captured("^## \\[[0-9.]+\\] - (\\S+)$", changes));
    QCOMPARE(captured("^project\\(kaunt-monitor VERSION (\\S+)", built), versions.first(1));
}

QTEST_GUILESS_MAIN(TestManuals)
#include "test_manuals.moc"
