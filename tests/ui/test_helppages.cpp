// SPDX-License-Identifier: MIT
#include "tests/support/filecontent.h"
#include "tests/ui/livewindow.h"
#include "ui/helppages.h"
#include "ui/mainwindow.h"
#include "ui/monitoractions.h"

#include <QAction>
#include <QDir>
#include <QListWidget>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

namespace {

QString inSources(const char* path)
{
    return QDir(QStringLiteral(KAUNT_SOURCE_DIR)).filePath(QLatin1String(path));
}

QStringList captured(const QString& pattern, const QString& text, int group = 1)
{
    QStringList all;
    auto match = QRegularExpression(pattern).globalMatch(text);
    while (match.hasNext())
        all.append(match.next().captured(group).simplified());
    return all;
}

/// Code blocks and code spans.
QString codeIn(const QString& markdown)
{
    return captured(QStringLiteral("```([^`]+)```|`([^`]+)`"), markdown, 0).join(u'\n').remove(u'`');
}

/// Without code and bold text, on one line: what is left of asterisks is what stands in the window.
QString proseOf(const QString& markdown)
{
    QString prose = markdown;
    prose.remove(QRegularExpression(QStringLiteral("```[^`]+```")));
    prose.remove(QRegularExpression(QStringLiteral("`[^`]+`")));
    prose.remove(QRegularExpression(QStringLiteral("\\*\\*[^*]+\\*\\*")));
    return prose.simplified();
}

/// What a page says stands in the window, with the keys behind it where it names some.
struct Citation {
    QString words;
    QString keys;
};

QList<Citation> citationsIn(const QString& markdown)
{
    QList<Citation> all;
    auto match = QRegularExpression(QStringLiteral("\\*([^*]+)\\*(?: \\(([^)*]+)\\))?")).globalMatch(proseOf(markdown));
    while (match.hasNext()) {
        const QRegularExpressionMatch one = match.next();
        all.append({one.captured(1), one.captured(2)});
    }
    return all;
}

QString shownText(const QAction& action)
{
    return QString(action.text()).remove(u'&');
}

void addMenu(const QString& path, const QMenu& menu, QHash<QString, QString>& found)
{
    const auto entries = menu.actions();
    for (const QAction* entry : entries) {
        const QString entryPath = QStringLiteral("%1 → %2").arg(path, shownText(*entry));
        found.insert(entryPath, entry->shortcut().toString(QKeySequence::NativeText));
        if (entry->menu())
            addMenu(entryPath, *entry->menu(), found);
    }
}

/// What stands in the menus and the settings, as pages cite it, with the shortcuts.
QHash<QString, QString> pathsIn(LiveWindow& live)
{
    QHash<QString, QString> found;
    auto* actions = live.window().findChild<MonitorActions*>();
    actions->setUnreadAlerts(0);
    for (const bool isListening : {false, true}) {
        actions->setListening(isListening);
        const auto menus = live.window().menuBar()->actions();
        for (const QAction* menu : menus)
            addMenu(shownText(*menu), *menu->menu(), found);
    }
    live.action("settingsAction")->trigger();
    const auto* titles = live.window().findChild<QListWidget*>(QStringLiteral("settingsPages"));
    for (int row = 0; row < titles->count(); ++row)
        found.insert(QStringLiteral("Settings → %1").arg(titles->item(row)->text()), {});
    return found;
}

/// Every text in the window's sources.
QStringList textsOfTheWindow()
{
    QStringList texts;
    const QDir folder(inSources("ui"));
    const QStringList files = folder.entryList({QStringLiteral("*.cpp"), QStringLiteral("*.h")});
    for (const QString& file : files)
        texts += captured(QStringLiteral("\"((?:[^\"\\\\\\n]|\\\\.)*)\""),
                          QString::fromUtf8(contentOf(folder.filePath(file))));
    return texts.replaceInStrings(QStringLiteral("&"), QString());
}

} // namespace

/// What the help says is there.
class TestHelpPages final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void everyPageIsListed();
    void everyPageIsShort();
    void linksLeadToPages();
    void everyPageIsLinkedTo();
    void fallsBackToEnglish();
    void namesWhatTheMenusHave();
    void namesWhatTheWindowHas();
    void namesWhatKauntctlHas();

private:
    QList<HelpPage> m_pages;
    std::unique_ptr<LiveWindow> m_live;
};

void TestHelpPages::initTestCase()
{
    m_pages = helpPages(helpFolder(), {});
    m_live = std::make_unique<LiveWindow>();
    QVERIFY(m_live->open());
}

void TestHelpPages::cleanupTestCase()
{
    m_live.reset();
}

void TestHelpPages::everyPageIsListed()
{
    QStringList listed;
    for (const HelpPage& page : std::as_const(m_pages)) {
        QVERIFY2(page.markdown.startsWith(QStringLiteral("# %1\n").arg(page.title)), qPrintable(page.name));
        listed.append(page.name);
    }
    listed.sort();
    QCOMPARE(listed, QDir(inSources("resources/help/en")).entryList(QDir::Files, QDir::Name));
}

void TestHelpPages::everyPageIsShort()
{
    constexpr int mostLines = 60;
    for (const HelpPage& page : std::as_const(m_pages))
        QVERIFY2(page.markdown.count(u'\n') <= mostLines, qPrintable(page.name));
}

/// And nowhere else: nothing is fetched for a page.
void TestHelpPages::linksLeadToPages()
{
    QSet<QString> names;
    for (const HelpPage& page : std::as_const(m_pages))
        names.insert(page.name);
    for (const HelpPage& page : std::as_const(m_pages)) {
        const QStringList links = captured(QStringLiteral("\\]\\(([^)]*)\\)"), page.markdown);
        for (const QString& link : links)
            QVERIFY2(names.contains(link), qPrintable(page.name + u' ' + link));
        QVERIFY2(!page.markdown.contains(QStringLiteral("![")), qPrintable(page.name));
    }
}

void TestHelpPages::everyPageIsLinkedTo()
{
    QString all;
    for (const HelpPage& page : std::as_const(m_pages))
        all += page.markdown;
    for (const HelpPage& page : std::as_const(m_pages)) {
        if (page.name != m_pages.constFirst().name)
            QVERIFY2(all.contains(QStringLiteral("](%1)").arg(page.name)), qPrintable(page.name));
    }
}

void TestHelpPages::fallsBackToEnglish()
{
    const QTemporaryDir folder;
    const auto put = [&folder](const char* path, const QByteArray& text) {
        QDir(folder.path()).mkpath(QFileInfo(QLatin1String(path)).path());
        QFile file(folder.filePath(QLatin1String(path)));
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
    };
    QVERIFY(put("en/start.md", "# Start\n\nWords.\n") && put("en/send.md", "# Send\n") &&
            put("da/start.md", "# Begynd\n"));
    const auto titles = [&folder](const QStringList& languages) {
        QStringList all;
        const QList<HelpPage> pages = helpPages(folder.path(), languages);
        for (const HelpPage& page : pages)
            all.append(page.title);
        return all;
    };
    QCOMPARE(titles({}), QStringList({QStringLiteral("Start"), QStringLiteral("Send")}));
    QCOMPARE(titles({QStringLiteral("da-DK"), QStringLiteral("da")}),
             QStringList({QStringLiteral("Begynd"), QStringLiteral("Send")}));
}

void TestHelpPages::namesWhatTheMenusHave()
{
    const QHash<QString, QString> paths = pathsIn(*m_live);
    int cited = 0;
    for (const HelpPage& page : std::as_const(m_pages)) {
        const QList<Citation> citations = citationsIn(page.markdown);
        for (const Citation& citation : citations) {
            if (!citation.words.contains(u'→'))
                continue;
            const QString what = QStringLiteral("%1: %2 (%3)").arg(page.name, citation.words, citation.keys);
            QVERIFY2(paths.contains(citation.words), qPrintable(what));
            QVERIFY2(citation.keys.isEmpty() || paths.value(citation.words) == citation.keys, qPrintable(what));
            ++cited;
        }
    }
    QVERIFY(cited > 40);
}

void TestHelpPages::namesWhatTheWindowHas()
{
    const QStringList texts = textsOfTheWindow();
    for (const HelpPage& page : std::as_const(m_pages)) {
        const QList<Citation> citations = citationsIn(page.markdown);
        for (const Citation& citation : citations) {
            const QString& words = citation.words;
            if (words.contains(u'→'))
                continue;
            const bool isThere = std::any_of(texts.cbegin(), texts.cend(), [&words](const QString& text) {
                return text == words || text.startsWith(words + u':');
            });
            QVERIFY2(isThere, qPrintable(page.name + QStringLiteral(": ") + words));
        }
    }
}

/// By its man page.
void TestHelpPages::namesWhatKauntctlHas()
{
    const QString manual = QString::fromUtf8(contentOf(inSources("packaging/kauntctl.1")));
    QVERIFY(!manual.isEmpty());
    for (const HelpPage& page : std::as_const(m_pages)) {
        const QString code = codeIn(page.markdown);
        const QStringList commands = captured(QStringLiteral("\\bkauntctl ([a-z-]+)"), code);
        for (const QString& command : commands)
            QVERIFY2(manual.contains(QStringLiteral(".It Cm %1 ").arg(command)),
                     qPrintable(page.name + QStringLiteral(": ") + command));
        const QStringList options = captured(QStringLiteral("(?<=\\s)--([a-z-]+)"), u' ' + code);
        for (const QString& option : options)
            QVERIFY2(manual.contains(QRegularExpression(QStringLiteral("Fl -%1\\b(?!-)").arg(option))),
                     qPrintable(page.name + QStringLiteral(": --") + option));
    }
}

QTEST_MAIN(TestHelpPages)
#include "test_helppages.moc"
