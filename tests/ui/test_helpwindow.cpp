// SPDX-License-Identifier: MIT
#include "tests/ui/pictures.h"
#include "tests/ui/surfaces.h"
#include "ui/helpdesk.h"
#include "ui/helppageview.h"
#include "ui/helpwindow.h"
#include "ui/mainwindow.h"
#include "ui/readablecolor.h"
#include "ui/shortcuts.h"

#include <QAction>
#include <QApplication>
#include <QDesktopServices>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMainWindow>
#include <QTest>
#include <QTextBlock>
#include <QToolButton>

#include <algorithm>
#include <functional>

using namespace kaunt;
using namespace kaunt::test;

namespace {

QList<HelpPage> compiledIn()
{
    return helpPages(helpFolder(), {});
}

/// Shows it and gives it the keyboard.
bool open(HelpWindow& window)
{
    window.show();
    window.activateWindow();
    return QTest::qWaitForWindowActive(&window);
}

template <class Widget>
Widget* find(const QWidget& window, const char* name)
{
    return window.findChild<Widget*>(QLatin1String(name));
}

QStringList titlesIn(const HelpWindow& window)
{
    QStringList titles;
    const auto* list = find<QListWidget>(window, "helpPages");
    for (int row = 0; row < list->count(); ++row) {
        if (!list->item(row)->isHidden())
            titles.append(list->item(row)->text());
    }
    return titles;
}

/// As without a mouse: Tab to the first link of the page, then Enter.
void followFirstLink(HelpPageView& text)
{
    text.setFocus();
    QTest::keyClick(&text, Qt::Key_Tab);
    QTest::keyClick(&text, Qt::Key_Return);
}

HelpWindow* shownHelp()
{
    const auto windows = QApplication::topLevelWidgets();
    for (QWidget* window : windows) {
        if (auto* help = qobject_cast<HelpWindow*>(window))
            return help;
    }
    return nullptr;
}

} // namespace

/// Would be asked to open a link outside.
class LinkOpener final : public QObject {
    Q_OBJECT

public:
    QList<QUrl> opened;

public Q_SLOTS:
    void open(const QUrl& url) { opened.append(url); }
};

class TestHelpWindow final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsThePageThatIsChosen();
    void followsLinksAndGoesBack();
    void passesOverOtherLinks_data();
    void passesOverOtherLinks();
    void readsNothingForAPage();
    void findsOnAllPages();
    void goesFromHitToHit();
    void saysWhatIsNotFound();
    void listsTheShortcuts();
    void comesBackWhereItWasPutAway();
    void shortcutsAreTakenLiterally();
    void linksCanBeRead();
    void dialogsHaveTheirPages();
};

void TestHelpWindow::showsThePageThatIsChosen()
{
    HelpWindow window(compiledIn());
    QVERIFY(open(window));
    const auto* text = window.findChild<HelpPageView*>();
    QCOMPARE(text->pageName(), QStringLiteral("start.md"));
    auto* list = find<QListWidget>(window, "helpPages");
    const QList<HelpPage> pages = compiledIn();
    QCOMPARE(list->count(), pages.size());
    for (int row = 0; row < list->count(); ++row) {
        list->setCurrentRow(row);
        QCOMPARE(text->toPlainText(), pages.at(row).plainText());
        QVERIFY(window.windowTitle().contains(pages.at(row).title));
    }
    window.showPage(QStringLiteral("alerts.md"));
    QCOMPARE(list->currentItem()->text(), QStringLiteral("Alerts, health and metrics"));
    window.showPage(QStringLiteral("nowhere.md"));
    QCOMPARE(text->pageName(), QStringLiteral("alerts.md"));
}

void TestHelpWindow::followsLinksAndGoesBack()
{
    HelpWindow window(compiledIn());
    QVERIFY(open(window));
    auto* text = window.findChild<HelpPageView*>();
    const auto* back = find<QToolButton>(window, "helpBack");
    const auto* forward = find<QToolButton>(window, "helpForward");
    QVERIFY(!back->isEnabled() && !forward->isEnabled());
    followFirstLink(*text);
    QCOMPARE(text->pageName(), QStringLiteral("connect.md"));
    QCOMPARE(find<QListWidget>(window, "helpPages")->currentRow(), 1);
    QVERIFY(back->isEnabled() && !forward->isEnabled());
    QTest::keyClick(&window, Qt::Key_Left, Qt::AltModifier);
    QTRY_COMPARE(text->pageName(), QStringLiteral("start.md"));
    QCOMPARE(find<QListWidget>(window, "helpPages")->currentRow(), 0);
    QTest::keyClick(&window, Qt::Key_Right, Qt::AltModifier);
    QTRY_COMPARE(text->pageName(), QStringLiteral("connect.md"));
    QVERIFY(!text->toPlainText().isEmpty());
}

void TestHelpWindow::passesOverOtherLinks_data()
{
    QTest::addColumn<QString>("link");
    for (const char* link : {"https://example.com/", "http://127.0.0.1:1/a.md", "//example.com/other.md",
                             "file:///etc/passwd", "/etc/passwd", "../en/other.md", "qrc:/help/en/send.md",
                             "mailto:somebody@example.com", "nowhere.md", "other.md?a=b", "./other.md"})
        QTest::newRow(link) << QString::fromLatin1(link);
}

void TestHelpWindow::passesOverOtherLinks()
{
    QFETCH(const QString, link);
    LinkOpener opener;
    for (const char* scheme : {"https", "http", "file", "mailto", "qrc"})
        QDesktopServices::setUrlHandler(QLatin1String(scheme), &opener, "open");
    HelpWindow window({{QStringLiteral("first.md"), QStringLiteral("First"),
                        QStringLiteral("# First\n\n[a link](%1) and [another](other.md)\n").arg(link)},
                       {QStringLiteral("other.md"), QStringLiteral("Other"), QStringLiteral("# Other\n")}});
    QVERIFY(open(window));
    auto* text = window.findChild<HelpPageView*>();
    const QString before = text->toPlainText();
    followFirstLink(*text);
    QCOMPARE(text->pageName(), QStringLiteral("first.md"));
    QCOMPARE(text->toPlainText(), before);
    QVERIFY(opener.opened.isEmpty());
    text->setFocus();
    QTest::keyClick(text, Qt::Key_Tab);
    QTest::keyClick(text, Qt::Key_Return);
    QCOMPARE(text->pageName(), QStringLiteral("other.md")); // so the keys do reach the links
    for (const char* scheme : {"https", "http", "file", "mailto", "qrc"})
        QDesktopServices::unsetUrlHandler(QLatin1String(scheme));
}

void TestHelpWindow::readsNothingForAPage()
{
    HelpPageView text({{QStringLiteral("a.md"), QStringLiteral("A"), QStringLiteral("# A\n")}});
    QVERIFY(text.loadResource(QTextDocument::MarkdownResource, QUrl(QStringLiteral("a.md"))).isValid());
    for (const char* url : {"file:///etc/hostname", "qrc:/help/en/send.md", ":/help/en/send.md", "/etc/hostname"}) {
        for (const auto type : {QTextDocument::MarkdownResource, QTextDocument::ImageResource,
                                QTextDocument::HtmlResource, QTextDocument::StyleSheetResource})
            QVERIFY2(!text.loadResource(type, QUrl(QLatin1String(url))).isValid(), url);
    }
}

void TestHelpWindow::findsOnAllPages()
{
    HelpWindow window(compiledIn());
    QVERIFY(open(window));
    QTest::keyClicks(find<QLineEdit>(window, "helpSearch"), QStringLiteral("QUIET hours"));
    QCOMPARE(titlesIn(window), QStringList{QStringLiteral("Alerts, health and metrics")});
    const auto* text = window.findChild<HelpPageView*>();
    QCOMPARE(text->pageName(), QStringLiteral("alerts.md"));
    QVERIFY(!text->extraSelections().isEmpty());
    QCOMPARE(find<QLabel>(window, "helpFound")->text(), QStringLiteral("On 1 of 14 pages"));
    find<QLineEdit>(window, "helpSearch")->clear();
    QCOMPARE(titlesIn(window).size(), compiledIn().size());
    QVERIFY(text->extraSelections().isEmpty());
}

void TestHelpWindow::goesFromHitToHit()
{
    HelpWindow window({{QStringLiteral("a.md"), QStringLiteral("A"), QStringLiteral("# A\n\none word and one more\n")},
                       {QStringLiteral("b.md"), QStringLiteral("B"), QStringLiteral("# B\n\nnothing\n")},
                       {QStringLiteral("c.md"), QStringLiteral("C"), QStringLiteral("# C\n\none\n")}});
    QVERIFY(open(window));
    auto* search = find<QLineEdit>(window, "helpSearch");
    const auto* text = window.findChild<HelpPageView*>();
    QTest::keyClicks(search, QStringLiteral("one"));
    QStringList way;
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(text->textCursor().selectedText(), QStringLiteral("one"));
        way.append(QStringLiteral("%1%2").arg(text->pageName().left(1)).arg(text->textCursor().columnNumber()));
    }
    QCOMPARE(way,
             QStringList({QStringLiteral("a3"), QStringLiteral("a16"), QStringLiteral("c3"), QStringLiteral("a3")}));
    QVERIFY(window.isVisible());
}

void TestHelpWindow::saysWhatIsNotFound()
{
    HelpWindow window(compiledIn());
    QVERIFY(open(window));
    auto* search = find<QLineEdit>(window, "helpSearch");
    search->setText(QStringLiteral("there is no such thing <b>"));
    QVERIFY(titlesIn(window).isEmpty());
    const auto* found = find<QLabel>(window, "helpFound");
    QCOMPARE(found->text(), QStringLiteral("No page has that."));
    QCOMPARE(found->accessibleName(), found->text());
    QTest::keyClick(search, Qt::Key_Return);
    QVERIFY(window.isVisible());
}

/// Those of the window that it helps with, as that has them.
void TestHelpWindow::listsTheShortcuts()
{
    LiveWindow live;
    QVERIFY(live.open());
    live.action("helpContentsAction")->trigger();
    const HelpWindow* window = shownHelp();
    QVERIFY(window);
    QCOMPARE(titlesIn(*window).constFirst(), QStringLiteral("Keyboard shortcuts"));
    QCOMPARE(find<QListWidget>(*window, "helpPages")->currentRow(), 0); // in sight at once
    const QString text = window->findChild<HelpPageView*>()->toPlainText();
    const QList<Shortcut> shortcuts = shortcutsOf(live.window());
    QVERIFY(shortcuts.size() > 20);
    for (const Shortcut& shortcut : shortcuts) {
        for (const QString& part : {shortcut.keys, shortcut.action, shortcut.place})
            QVERIFY2(text.contains(part), qPrintable(part));
    }
}

void TestHelpWindow::comesBackWhereItWasPutAway()
{
    QMainWindow described;
    HelpDesk desk(described);
    desk.showContents();
    HelpWindow* window = shownHelp();
    QVERIFY(window);
    window->showMinimized();
    QVERIFY(window->isMinimized());
    desk.showPage(QStringLiteral("alerts.md"));
    QVERIFY(window->isVisible() && !window->isMinimized());
}

void TestHelpWindow::shortcutsAreTakenLiterally()
{
    const HelpPage page =
        shortcutsPage({{QStringLiteral("Ctrl+\\"), QStringLiteral("a | *b* `c` [d](e.md) <i>f</i>"), {}},
                       {QStringLiteral("Ctrl+|"), QStringLiteral("_g_ # h"), QStringLiteral("*In* it")}});
    const QStringList lines = page.plainText().split(u'\n');
    QCOMPARE(page.title, QStringLiteral("Keyboard shortcuts"));
    for (const char* line : {"Ctrl+\\: a | *b* `c` [d](e.md) <i>f</i>", "*In* it", "Ctrl+|: _g_ # h"})
        QVERIFY2(lines.contains(QLatin1String(line)), qPrintable(page.plainText()));
}

void TestHelpWindow::linksCanBeRead()
{
    HelpWindow window(compiledIn());
    QVERIFY(open(window));
    auto* text = window.findChild<HelpPageView*>();
    const QPalette light = QApplication::palette();
    for (const QPalette& palette : {light, darkPalette(), light}) {
        QApplication::setPalette(palette);
        QCoreApplication::processEvents();
        int links = 0;
        for (QTextBlock block = text->document()->begin(); block.isValid(); block = block.next()) {
            for (auto part = block.begin(); !part.atEnd(); ++part) {
                const QTextCharFormat format = part.fragment().charFormat();
                const QColor ground = palette.color(QPalette::Base);
                const QColor color = format.hasProperty(QTextFormat::ForegroundBrush) ? format.foreground().color()
                                                                                      : palette.color(QPalette::Text);
                QVERIFY2(contrastRatio(color, ground) >= leastTextContrast, qPrintable(part.fragment().text()));
                QVERIFY(!format.isAnchor() || format.fontUnderline());
                links += format.isAnchor() ? 1 : 0;
            }
        }
        QVERIFY(links > 3);
        constexpr int readable = 90;
        QVERIFY(contrast(text->grab().toImage()) > readable);
    }
    QApplication::setPalette(light);
}

/// By F1, also while they lock the window.
void TestHelpWindow::dialogsHaveTheirPages()
{
    LiveWindow live;
    QVERIFY(live.open());
    QSet<QString> pages;
    const QByteArrayList readAtLeisure{"compare", "whole-value", "shortcuts"};
    const QList<Surface> all = surfaces();
    for (const Surface& surface : all) {
        const QWidget* shown = surface.show(live);
        QVERIFY2(shown, surface.name.constData());
        auto* help = shown->findChild<QAction*>(QStringLiteral("helpOnDialog"), Qt::FindDirectChildrenOnly);
        QVERIFY2(help || !readAtLeisure.contains(surface.name), surface.name.constData());
        if (help) {
            QCOMPARE(help->shortcut(), QKeySequence(QKeySequence::HelpContents));
            help->trigger();
            const HelpWindow* window = shownHelp();
            QVERIFY2(window && window->isVisible(), surface.name.constData());
            const QString page = window->findChild<HelpPageView*>()->pageName();
            QVERIFY2(page == help->data().toString(), qPrintable(page));
            pages.insert(page);
        }
        closeDialogs(live);
        QVERIFY(!shownHelp());
    }
    for (const char* page : {"send.md", "answers.md", "tunnel.md", "share.md", "fetch.md", "alerts.md", "connect.md"})
        QVERIFY2(pages.contains(QLatin1String(page)), page);
}

QTEST_MAIN(TestHelpWindow)
#include "test_helpwindow.moc"
