// SPDX-License-Identifier: MIT
#include "ui/keptfilters.h"
#include "ui/keptfiltersbutton.h"
#include "ui/plaintooltip.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QFile>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;

/// Recent and saved filters, and the menu that offers them.
class TestKeptFilters final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void bringsTheLatestToTheFront();
    void boundsBoth();
    void replacesOneOfTheSameName();
    void needsANameAndAnExpression();
    void offersThemInAMenu();
    void savesUnderAName();
    void forgets();
    void keepsWhatAnotherWindowKeeps();
    void asksBeforeOneIsReplaced();
    void keepsWhatCantBeWritten();

private:
    static QAction* action(KeptFiltersButton& button, const QString& name)
    {
        Q_EMIT button.menu()->aboutToShow();
        return button.menu()->findChild<QAction*>(name);
    }
    static void keepIn(KeptFiltersButton& button, const WindowState& state)
    {
        button.setSource([state] { return state.keptFilters(); },
                         [state](const KeptFilters& kept) { return state.setKeptFilters(kept); });
    }
    static void save(KeptFiltersButton& button, const QString& expression, const QString& name)
    {
        button.setExpression(expression);
        action(button, QStringLiteral("saveFilter"))->trigger();
        auto* dialog = button.findChild<QInputDialog*>(QStringLiteral("filterNameDialog"));
        QVERIFY(dialog);
        dialog->setObjectName(QString()); // it is deleted later than the next one is looked for
        QTest::keyClicks(dialog->findChild<QLineEdit*>(), name);
        QTest::keyClick(dialog, Qt::Key_Return);
    }
};

void TestKeptFilters::bringsTheLatestToTheFront()
{
    KeptFilters kept;
    kept.addRecent(QStringLiteral("a"));
    kept.addRecent(QStringLiteral("b"));
    kept.addRecent(QStringLiteral(" a "));
    kept.addRecent(QStringLiteral("  "));
    QCOMPARE(kept.recent(), (QStringList{QStringLiteral("a"), QStringLiteral("b")}));
    QCOMPARE(KeptFilters(kept.recent(), {}), kept);
}

void TestKeptFilters::boundsBoth()
{
    KeptFilters kept;
    for (int i = 0; i < 100; ++i) {
        kept.addRecent(QString::number(i));
        QCOMPARE(kept.save(QStringLiteral("name %1").arg(i), QStringLiteral("x")), i < KeptFilters::mostSaved);
    }
    QCOMPARE(kept.recent().size(), KeptFilters::mostRecent);
    QCOMPARE(kept.recent().constFirst(), QStringLiteral("99"));
    QCOMPARE(kept.saved().size(), KeptFilters::mostSaved);
}

void TestKeptFilters::replacesOneOfTheSameName()
{
    KeptFilters kept;
    QVERIFY(kept.save(QStringLiteral("mine"), QStringLiteral("type:failed")));
    QVERIFY(kept.save(QStringLiteral("also"), QStringLiteral("b")));
    QVERIFY(kept.save(QStringLiteral(" mine "), QStringLiteral("type:ready")));
    QCOMPARE(kept.saved(), (QList<NamedFilter>{{QStringLiteral("also"), QStringLiteral("b")},
                                               {QStringLiteral("mine"), QStringLiteral("type:ready")}}));
}

void TestKeptFilters::needsANameAndAnExpression()
{
    KeptFilters kept;
    QVERIFY(!kept.save(QStringLiteral(" "), QStringLiteral("a")));
    QVERIFY(!kept.save(QStringLiteral("a"), QString()));
    QVERIFY(kept.saved().isEmpty());
}

void TestKeptFilters::offersThemInAMenu()
{
    KeptFiltersButton button;
    KeptFilters kept({QStringLiteral("company:a&b")}, {{QStringLiteral("Failures"), QStringLiteral("type:failed")}});
    button.setSource([kept] { return kept; }, [](const KeptFilters&) { return Result<void, QString>(); });
    const QSignalSpy chosen(&button, &KeptFiltersButton::expressionChosen);
    QAction* saved = action(button, QStringLiteral("filter:type:failed"));
    QVERIFY(saved);
    QCOMPARE(saved->text(), QStringLiteral("Failures"));
    QCOMPARE(saved->toolTip(), plainToolTip(QStringLiteral("type:failed")));
    saved->trigger();
    QAction* recent = action(button, QStringLiteral("filter:company:a&b"));
    QVERIFY(recent);
    QCOMPARE(recent->text(), QStringLiteral("company:a&&b"));
    recent->trigger();
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("type:failed"));
    QCOMPARE(chosen.at(1).at(0).toString(), QStringLiteral("company:a&b"));
    QCOMPARE(button.menu()->findChildren<QMenu*>().size(), 1); // one to forget, however often it was opened
}

void TestKeptFilters::savesUnderAName()
{
    KeptFiltersButton button;
    button.show();
    QVERIFY(!action(button, QStringLiteral("saveFilter"))->isEnabled());
    button.setExpression(QStringLiteral("type:failed"));
    action(button, QStringLiteral("saveFilter"))->trigger();
    auto* dialog = button.findChild<QInputDialog*>(QStringLiteral("filterNameDialog"));
    QVERIFY(dialog);
    button.setExpression(QStringLiteral("changed meanwhile"));
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("Failures"));
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(button.kept().saved(), (QList<NamedFilter>{{QStringLiteral("Failures"), QStringLiteral("type:failed")}}));
}

void TestKeptFilters::forgets()
{
    KeptFilters kept({QStringLiteral("a")}, {{QStringLiteral("Failures"), QStringLiteral("type:failed")}});
    KeptFiltersButton button;
    const auto write = [&kept](const KeptFilters& changed) {
        kept = changed;
        return Result<void, QString>();
    };
    button.setSource([&kept] { return kept; }, write);
    Q_EMIT button.menu()->aboutToShow();
    auto* forget = button.menu()->findChild<QMenu*>(QStringLiteral("forgetFilter"));
    QVERIFY(forget);
    forget->findChild<QAction*>(QStringLiteral("forget:Failures"))->trigger();
    QVERIFY(kept.saved().isEmpty());
    action(button, QStringLiteral("clearRecentFilters"))->trigger();
    QCOMPARE(kept, KeptFilters());
}

/// Two windows over one configuration, each with its own button.
void TestKeptFilters::keepsWhatAnotherWindowKeeps()
{
    const QTemporaryDir folder;
    const WindowState state(folder.path());
    KeptFiltersButton one;
    KeptFiltersButton other;
    for (KeptFiltersButton* button : {&one, &other})
        keepIn(*button, state);
    one.show();
    save(one, QStringLiteral("type:failed"), QStringLiteral("Failures"));
    other.addRecent(QStringLiteral("company:nordlys"));
    one.addRecent(QStringLiteral("since:2h"));
    QCOMPARE(state.keptFilters(), KeptFilters({QStringLiteral("since:2h"), QStringLiteral("company:nordlys")},
                                              {{QStringLiteral("Failures"), QStringLiteral("type:failed")}}));
    QVERIFY(action(other, QStringLiteral("filter:type:failed")));
}

void TestKeptFilters::asksBeforeOneIsReplaced()
{
    const QTemporaryDir folder;
    const WindowState state(folder.path());
    KeptFiltersButton button;
    keepIn(button, state);
    button.show();
    save(button, QStringLiteral("company:nordlys"), QStringLiteral("mine"));
    save(button, QStringLiteral("company:nordlys"), QStringLiteral("mine"));
    QVERIFY(!button.findChild<QMessageBox*>(QStringLiteral("replaceFilterBox"))); // it is the same
    save(button, QStringLiteral("type:failed"), QStringLiteral("mine"));
    auto* box = button.findChild<QMessageBox*>(QStringLiteral("replaceFilterBox"));
    QVERIFY(box);
    QVERIFY2(box->informativeText().contains(QStringLiteral("company:nordlys")), qPrintable(box->informativeText()));
    const QList<NamedFilter> former{{QStringLiteral("mine"), QStringLiteral("company:nordlys")}};
    QCOMPARE(state.keptFilters().saved(), former);

    box->setObjectName(QString());
    box->findChild<QPushButton*>(QStringLiteral("otherFilterName"))->click();
    auto* dialog = button.findChild<QInputDialog*>(QStringLiteral("filterNameDialog"));
    QVERIFY(dialog);
    QCOMPARE(dialog->textValue(), QStringLiteral("mine"));
    QTest::keyClick(dialog, Qt::Key_Return);
    box = button.findChild<QMessageBox*>(QStringLiteral("replaceFilterBox"));
    QVERIFY(box);
    QCOMPARE(state.keptFilters().saved(), former);
    box->findChild<QPushButton*>(QStringLiteral("replaceFilter"))->click();
    QCOMPARE(state.keptFilters().saved(),
             (QList<NamedFilter>{{QStringLiteral("mine"), QStringLiteral("type:failed")}}));
}

/// Also for root, who may write wherever there is a folder.
void TestKeptFilters::keepsWhatCantBeWritten()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("config"));
    QFile inTheWay(path);
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const WindowState state(path);
    KeptFiltersButton button;
    keepIn(button, state);
    button.show();
    button.addRecent(QStringLiteral("type:failed"));
    QVERIFY(!button.findChild<QMessageBox*>());
    QVERIFY(action(button, QStringLiteral("filter:type:failed")));
    save(button, QStringLiteral("company:nordlys"), QStringLiteral("mine"));
    auto* box = button.findChild<QMessageBox*>(QStringLiteral("filtersNotKept"));
    QVERIFY(box);
    QVERIFY2(box->informativeText().contains(path), qPrintable(box->informativeText()));
    QVERIFY(action(button, QStringLiteral("filter:company:nordlys")));

    QVERIFY(inTheWay.remove());
    button.addRecent(QStringLiteral("since:2h"));
    QCOMPARE(state.keptFilters(), KeptFilters({QStringLiteral("since:2h"), QStringLiteral("type:failed")},
                                              {{QStringLiteral("mine"), QStringLiteral("company:nordlys")}}));
}

QTEST_MAIN(TestKeptFilters)
#include "test_keptfilters.moc"
