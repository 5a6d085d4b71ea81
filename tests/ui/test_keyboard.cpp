// SPDX-License-Identifier: MIT
#include "tests/ui/keyboardwalk.h"
#include "tests/ui/surfaces.h"
#include "ui/mainwindow.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QTest>
#include <QTreeWidget>

using namespace kaunt;
using namespace kaunt::test;

namespace {

QWidget* sheetOf(LiveWindow& live)
{
    live.window().showMonitor();
    live.action("shortcutsAction")->trigger();
    return live.window().findChild<QDialog*>(QStringLiteral("shortcutsDialog"));
}

} // namespace

/// Every page, tab and dialog by the keyboard alone.
class TestKeyboard final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void cleanup();
    void tabReachesEverything_data();
    void tabReachesEverything();
    void lettersAreUnambiguous_data() { tabReachesEverything_data(); }
    void lettersAreUnambiguous();
    void shortcutsAreUnambiguous_data() { tabReachesEverything_data(); }
    void shortcutsAreUnambiguous();
    void theSheetHasEveryShortcut();
    void theSheetFindsWhatIsAskedFor();

private:
    std::unique_ptr<LiveWindow> m_live;
};

void TestKeyboard::initTestCase()
{
    m_live = std::make_unique<LiveWindow>();
    QVERIFY(m_live->open());
}

void TestKeyboard::cleanupTestCase()
{
    m_live.reset();
}

void TestKeyboard::cleanup()
{
    closeDialogs(*m_live);
}

void TestKeyboard::tabReachesEverything_data()
{
    QTest::addColumn<int>("surface");
    const QList<Surface> all = surfaces();
    for (int i = 0; i < all.size(); ++i)
        QTest::newRow(all.at(i).name.constData()) << i;
}

void TestKeyboard::tabReachesEverything()
{
    QFETCH(const int, surface);
    QWidget* shown = surfaces().at(surface).show(*m_live);
    QVERIFY(shown);
    const QStringList findings = focusFindings(*shown);
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
}

void TestKeyboard::lettersAreUnambiguous()
{
    QFETCH(const int, surface);
    QWidget* shown = surfaces().at(surface).show(*m_live);
    QVERIFY(shown);
    const QStringList findings = mnemonicFindings(*shown);
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
}

void TestKeyboard::shortcutsAreUnambiguous()
{
    QFETCH(const int, surface);
    QWidget* shown = surfaces().at(surface).show(*m_live);
    QVERIFY(shown);
    const QStringList findings = shortcutFindings(*shown);
    QVERIFY2(findings.isEmpty(), qPrintable(findings.join(u'\n')));
}

/// It is made from the actions: one that is added later is listed without anybody thinking of it.
void TestKeyboard::theSheetHasEveryShortcut()
{
    m_live->window().showMonitor();
    auto* added = new QAction(QStringLiteral("Some&thing new"), &m_live->window());
    added->setShortcut(Qt::CTRL | Qt::ALT | Qt::Key_F12);
    const QWidget* sheet = sheetOf(*m_live);
    QVERIFY(sheet);
    const auto* list = sheet->findChild<QTreeWidget*>();
    const auto isListed = [list](const QString& keys, int column) {
        return !list->findItems(keys, Qt::MatchExactly, column).isEmpty();
    };
    QVERIFY(isListed(QStringLiteral("Something new"), 1));
    const auto actions = m_live->window().findChildren<QAction*>();
    int shortcuts = 0;
    for (const QAction* action : actions) {
        const QString keys = QKeySequence::listToString(action->shortcuts(), QKeySequence::NativeText);
        if (keys.isEmpty() || action->text().isEmpty())
            continue;
        ++shortcuts;
        QVERIFY2(isListed(keys, 0), qPrintable(action->text()));
    }
    QVERIFY(shortcuts > 15);
    for (const auto* taken : {"Home", "Alt+Down"}) // by widgets that have no action for them
        QVERIFY2(isListed(QString::fromLatin1(taken), 0), taken);
    QCOMPARE(list->findItems(QStringLiteral("F3"), Qt::MatchExactly, 0).size(), 1); // though several views have it
    delete added;
}

void TestKeyboard::theSheetFindsWhatIsAskedFor()
{
    QWidget* sheet = sheetOf(*m_live);
    QVERIFY(sheet);
    const auto* list = sheet->findChild<QTreeWidget*>();
    auto* filter = sheet->findChild<QLineEdit*>(QStringLiteral("shortcutsFilter"));
    QTest::keyClicks(filter, QStringLiteral("ctrl+f"));
    QVERIFY(list->currentItem() && list->currentItem()->text(1) == QStringLiteral("Filter the list"));
    int visible = 0;
    for (int i = 0; i < list->topLevelItemCount(); ++i)
        visible += list->topLevelItem(i)->isHidden() ? 0 : 1;
    QVERIFY(visible > 0 && visible < list->topLevelItemCount());
    filter->setText(QStringLiteral("there is no such thing"));
    QVERIFY(!list->currentItem());
}

QTEST_MAIN(TestKeyboard)
#include "test_keyboard.moc"
