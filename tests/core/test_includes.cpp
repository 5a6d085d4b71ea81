// SPDX-License-Identifier: MIT
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <utility>

namespace {

struct Include {
    QString file; ///< that includes, from the root
    int line = 0;
    QString header; ///< that is included
    bool quoted = false;
};

/// A line of a source that matches.
struct Hit {
    QString file; ///< from the root
    int line = 0;
    QRegularExpressionMatch match;
};

QList<Hit> hitsBelow(const QString& folder, const QRegularExpression& pattern)
{
    const QDir root(QStringLiteral(KAUNT_SOURCE_DIR));
    QList<Hit> hits;
    QDirIterator files(root.filePath(folder), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QStringList lines = QString::fromUtf8(file.readAll()).split(u'\n');
        for (qsizetype i = 0; i < lines.size(); ++i) {
            const QRegularExpressionMatch match = pattern.match(lines.at(i));
            if (match.hasMatch())
                hits.append({root.relativeFilePath(file.fileName()), static_cast<int>(i + 1), match});
        }
    }
    return hits;
}

QList<Include> includesBelow(const QString& folder)
{
    static const QRegularExpression directive(QStringLiteral(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re"));
    QList<Include> includes;
    const QList<Hit> hits = hitsBelow(folder, directive);
    for (const Hit& hit : hits)
        includes.append({hit.file, hit.line, hit.match.captured(2), hit.match.captured(1) == QLatin1String("\"")});
    return includes;
}

/// Whether a header is one of this Qt module, by looking.
bool isOfModule(const QString& header, const QString& module)
{
    const QString headers = QLibraryInfo::path(QLibraryInfo::HeadersPath);
    return header.startsWith(module + u'/') || QFile::exists(headers + u'/' + module + u'/' + header);
}

/// The folder of core that a file stands in, given from the root; empty of what stands in core itself or elsewhere.
QString folderInCore(const QString& file)
{
    const QStringList parts = file.split(u'/');
    return parts.size() > 2 && parts.constFirst() == QLatin1String("core") ? parts.at(1) : QString();
}

QString place(const Include& include)
{
    return QStringLiteral("%1:%2 includes %3").arg(include.file).arg(include.line).arg(include.header);
}

/// The folders of core, by name, and what others each knows; first what stands in core itself.
constexpr std::pair<const char*, const char*> coreFolders[] = {
    {"", ""},
    {"alerts", "drift export forward receiver sending storage webhook"},
    {"api", "tls webhook"},
    {"capture", "storage webhook"},
    {"compare", "webhook"},
    {"conformance", "sending simulator webhook"},
    {"drift", "api storage webhook"},
    {"export", "capture drift storage webhook"},
    {"forward", "sending storage webhook"},
    {"http", "tls"},
    {"metrics", "forward http receiver storage webhook"},
    {"pathtest", "compare sending storage webhook"},
    {"receiver", "http storage tls webhook"},
    {"secrets", "settings webhook"},
    {"sending", "tls webhook"},
    {"session", "alerts api drift forward metrics receiver sending settings simulator storage tls tunnel webhook"},
    {"settings", "alerts api forward http receiver sending storage"},
    {"simulator", "api http sending webhook"},
    {"storage", "webhook"},
    {"tls", ""},
    {"tunnel", ""},
    {"webhook", ""},
};

} // namespace

/// What the sources may name of each other and of the system. The one direction of the layout: app → ui → core, and
/// inside core as the table says; link lists alone do not hold it: a header of Widgets compiles inside core as long as
/// nothing of it needs to be linked. And the time, which the programs' one clock tells.
class TestIncludes : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coreSeesNoGui();
    void layersPointOneWay_data();
    void layersPointOneWay();
    void coreFoldersKnowOnlyTheirs_data();
    void coreFoldersKnowOnlyTheirs();
    void everyFolderOfCoreHasItsRow();
    void includesStartAtTheRoot();
    void timeIsToldByTheClock_data();
    void timeIsToldByTheClock();
    void textsNameTheContextThatTheyAreTranslatedIn();
};

void TestIncludes::coreSeesNoGui()
{
    const QList<Include> includes = includesBelow(QStringLiteral("core"));
    QVERIFY(includes.size() > 100);
    QVERIFY(isOfModule(QStringLiteral("QWidget"), QStringLiteral("QtWidgets"))); // the look-up itself works
    for (const Include& include : includes) {
        const bool isGui = isOfModule(include.header, QStringLiteral("QtGui")) ||
                           isOfModule(include.header, QStringLiteral("QtWidgets"));
        QVERIFY2(!isGui, qPrintable(place(include)));
    }
}

void TestIncludes::layersPointOneWay_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QStringList>("forbidden");
    QTest::newRow("core") << QStringLiteral("core")
                          << QStringList{QStringLiteral("ui/"), QStringLiteral("app/"), QStringLiteral("tests/")};
    QTest::newRow("ui") << QStringLiteral("ui") << QStringList{QStringLiteral("app/"), QStringLiteral("tests/")};
    QTest::newRow("app") << QStringLiteral("app") << QStringList{QStringLiteral("tests/")};
}

void TestIncludes::layersPointOneWay()
{
    QFETCH(const QString, folder);
    QFETCH(const QStringList, forbidden);
    const QList<Include> includes = includesBelow(folder);
    QVERIFY(!includes.isEmpty());
    for (const Include& include : includes) {
        for (const QString& prefix : forbidden)
            QVERIFY2(!(include.quoted && include.header.startsWith(prefix)), qPrintable(place(include)));
    }
}

void TestIncludes::coreFoldersKnowOnlyTheirs_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("known");
    for (const auto& [folder, known] : coreFolders)
        QTest::newRow(*folder == '\0' ? "core itself" : folder)
            << QString::fromLatin1(folder) << QString::fromLatin1(known);
}

/// And they do know them: a way that nothing goes any more is closed again.
void TestIncludes::coreFoldersKnowOnlyTheirs()
{
    QFETCH(const QString, folder);
    QFETCH(const QString, known);
    const QStringList mayName = known.split(u' ', Qt::SkipEmptyParts);
    static const QList<Include> includes = includesBelow(QStringLiteral("core"));
    QSet<QString> named;
    for (const Include& include : includes) {
        const QString other = folderInCore(include.header);
        if (!include.quoted || folderInCore(include.file) != folder || other.isEmpty() || other == folder)
            continue; // what stands in core itself is for all of core
        QVERIFY2(mayName.contains(other), qPrintable(place(include)));
        named.insert(other);
    }
    QCOMPARE(named, QSet<QString>(mayName.cbegin(), mayName.cend()));
}

void TestIncludes::everyFolderOfCoreHasItsRow()
{
    QStringList rows;
    for (const auto& [folder, known] : coreFolders)
        rows.append(QString::fromLatin1(folder));
    rows.removeAll(QString());
    const QDir core(QStringLiteral(KAUNT_SOURCE_DIR "/core"));
    QCOMPARE(core.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name), rows);
}

void TestIncludes::includesStartAtTheRoot()
{
    static const QRegularExpression generated(QStringLiteral(R"(\.moc$|^moc_|^ui_)"));
    for (const QString& folder :
         {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app"), QStringLiteral("tests")}) {
        for (const Include& include : includesBelow(folder)) {
            if (!include.quoted || generated.match(include.header).hasMatch())
                continue;
            QVERIFY2(QFile::exists(QStringLiteral(KAUNT_SOURCE_DIR) + u'/' + include.header),
                     qPrintable(place(include)));
        }
    }
}

void TestIncludes::timeIsToldByTheClock_data()
{
    QTest::addColumn<QRegularExpression>("pattern");
    QTest::addColumn<QStringList>("files"); // the only ones that may
    QTest::newRow("the wall clock is asked by the clock")
        << QRegularExpression(QStringLiteral(R"(\b(current(MSecs|Secs|Date|Time)\w*|system_clock|time\(nullptr\)))"))
        << QStringList{QStringLiteral("core/clock.cpp")};
    // The Date of an answer is that of the machine it comes from (RFC 9110 section 6.6.1).
    QTest::newRow("which the programs make and hand in")
        << QRegularExpression(QStringLiteral(R"(\bSystemClock\b)"))
        << QStringList{QStringLiteral("core/clock.h"), QStringLiteral("core/clock.cpp"),
                       QStringLiteral("core/http/connection.cpp"), QStringLiteral("app/cli/main.cpp"),
                       QStringLiteral("app/desktop/main.cpp")};
}

void TestIncludes::timeIsToldByTheClock()
{
    QFETCH(const QRegularExpression, pattern);
    QFETCH(const QStringList, files);
    QSet<QString> found;
    for (const QString& folder : {QStringLiteral("core"), QStringLiteral("ui"), QStringLiteral("app")}) {
        const QList<Hit> hits = hitsBelow(folder, pattern);
        for (const Hit& hit : hits) {
            QVERIFY2(files.contains(hit.file),
                     qPrintable(QStringLiteral("%1:%2: %3").arg(hit.file).arg(hit.line).arg(hit.match.captured())));
            found.insert(hit.file);
        }
    }
    QCOMPARE(found.size(), files.size()); // the pattern itself finds what it forbids
}

/// lupdate follows no alias: what is said by one would never be found in a translation.
void TestIncludes::textsNameTheContextThatTheyAreTranslatedIn()
{
    static const QRegularExpression alias(QStringLiteral(R"(\busing (\w+) =)"));
    static const QRegularExpression text(QStringLiteral(R"(\b(\w+)::tr\()"));
    for (const QString& folder : {QStringLiteral("ui"), QStringLiteral("app")}) {
        QSet<std::pair<QString, QString>> aliases; // by file
        for (const Hit& hit : hitsBelow(folder, alias))
            aliases.insert({hit.file, hit.match.captured(1)});
        const QList<Hit> texts = hitsBelow(folder, text);
        QVERIFY(!aliases.isEmpty() && !texts.isEmpty());
        for (const Hit& hit : texts)
            QVERIFY2(!aliases.contains({hit.file, hit.match.captured(1)}),
                     qPrintable(QStringLiteral("%1:%2: %3").arg(hit.file).arg(hit.line).arg(hit.match.captured())));
    }
}

QTEST_GUILESS_MAIN(TestIncludes)
#include "test_includes.moc"
