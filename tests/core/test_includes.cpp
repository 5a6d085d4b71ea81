// SPDX-License-Identifier: MIT
#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QHash>
#include <QLibraryInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

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

QString place(const Include& include)
{
    return QStringLiteral("%1:%2 includes %3").arg(include.file).arg(include.line).arg(include.header);
}

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
    void coreFoldersKnowOnlyTheirs();
    void includesStartAtTheRoot();
    void timeIsToldByTheClock_data();
    void timeIsToldByTheClock();
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

void TestIncludes::coreFoldersKnowOnlyTheirs()
{
    using Folders = QSet<QString>;
    static const QHash<QString, Folders> knows{
        {QStringLiteral("tls"), {}},
        {QStringLiteral("http"), {QStringLiteral("tls")}},
        {QStringLiteral("webhook"), {}},
        {QStringLiteral("compare"), {QStringLiteral("webhook")}},
        {QStringLiteral("drift"), {QStringLiteral("webhook"), QStringLiteral("storage"), QStringLiteral("api")}},
        {QStringLiteral("storage"), {QStringLiteral("webhook")}},
        {QStringLiteral("capture"), {QStringLiteral("webhook"), QStringLiteral("storage")}},
        {QStringLiteral("export"),
         {QStringLiteral("webhook"), QStringLiteral("storage"), QStringLiteral("capture"), QStringLiteral("drift")}},
        {QStringLiteral("receiver"),
         {QStringLiteral("tls"), QStringLiteral("http"), QStringLiteral("webhook"), QStringLiteral("storage")}},
        {QStringLiteral("api"), {QStringLiteral("tls"), QStringLiteral("webhook")}},
        {QStringLiteral("metrics"),
         {QStringLiteral("http"), QStringLiteral("webhook"), QStringLiteral("storage"), QStringLiteral("receiver"),
          QStringLiteral("forward")}},
        {QStringLiteral("sending"), {QStringLiteral("tls"), QStringLiteral("webhook")}},
        {QStringLiteral("forward"), {QStringLiteral("webhook"), QStringLiteral("storage"), QStringLiteral("sending")}},
        {QStringLiteral("simulator"),
         {QStringLiteral("http"), QStringLiteral("webhook"), QStringLiteral("api"), QStringLiteral("sending")}},
        {QStringLiteral("conformance"),
         {QStringLiteral("webhook"), QStringLiteral("sending"), QStringLiteral("simulator")}},
        {QStringLiteral("tunnel"), {}},
        {QStringLiteral("pathtest"),
         {QStringLiteral("webhook"), QStringLiteral("storage"), QStringLiteral("sending"), QStringLiteral("compare")}},
        {QStringLiteral("settings"),
         {QStringLiteral("tls"), QStringLiteral("http"), QStringLiteral("webhook"), QStringLiteral("receiver"),
          QStringLiteral("storage"), QStringLiteral("api"), QStringLiteral("alerts"), QStringLiteral("sending"),
          QStringLiteral("forward")}},
        {QStringLiteral("secrets"), {QStringLiteral("settings"), QStringLiteral("webhook")}},
        {QStringLiteral("session"),
         {QStringLiteral("tls"), QStringLiteral("http"), QStringLiteral("webhook"), QStringLiteral("receiver"),
          QStringLiteral("storage"), QStringLiteral("api"), QStringLiteral("sending"), QStringLiteral("simulator"),
          QStringLiteral("settings"), QStringLiteral("drift"), QStringLiteral("forward"), QStringLiteral("metrics"),
          QStringLiteral("alerts"), QStringLiteral("tunnel")}},
        {QStringLiteral("alerts"),
         {QStringLiteral("webhook"), QStringLiteral("storage"), QStringLiteral("receiver"), QStringLiteral("drift"),
          QStringLiteral("forward"), QStringLiteral("sending"), QStringLiteral("export")}},
    };
    for (const Include& include : includesBelow(QStringLiteral("core"))) {
        const QStringList from = include.file.split(u'/');
        const QStringList to = include.header.split(u'/');
        if (!include.quoted || from.size() < 3 || to.size() < 3 || from.at(1) == to.at(1))
            continue; // what stands in core itself is for all of core
        QVERIFY2(knows.contains(from.at(1)), qPrintable(place(include)));
        QVERIFY2(knows.value(from.at(1)).contains(to.at(1)), qPrintable(place(include)));
    }
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

QTEST_GUILESS_MAIN(TestIncludes)
#include "test_includes.moc"
