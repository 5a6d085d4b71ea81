// SPDX-License-Identifier: MIT
#include "ui/keptfilters.h"
#include "ui/keptfiltersbutton.h"
#include "ui/windowstate.h"

#include <QApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
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

private:
    static QAction* action(KeptFiltersButton& button, const QString& name)
    {
        Q_EMIT button.menu()->aboutToShow();
        return button.menu()->findChild<QAction*>(name);
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
    button.setSource([kept] { return kept; });
    const QSignalSpy chosen(&button, &KeptFiltersButton::expressionChosen);
    QAction* saved = action(button, QStringLiteral("filter:type:failed"));
    QVERIFY(saved);
    QCOMPARE(saved->text(), QStringLiteral("Failures"));
    QCOMPARE(saved->toolTip(), QStringLiteral("type:failed"));
    saved->trigger();
    QAction* recent = action(button, QStringLiteral("filter:company:a&b"));
    QVERIFY(recent);
    QCOMPARE(recent->text(), QStringLiteral("company:a&&b"));
    recent->trigger();
    QCOMPARE(chosen.size(), 2);
    QCOMPARE(chosen.at(0).at(0).toString(), QStringLiteral("type:failed"));
    QCOMPARE(chosen.at(1).at(0).toString(), QStringLiteral("company:a&b"));
}

void TestKeptFilters::savesUnderAName()
{
    KeptFiltersButton button;
    button.show();
    QVERIFY(!action(button, QStringLiteral("saveFilter"))->isEnabled());
    button.setExpression(QStringLiteral("type:failed"));
    const QSignalSpy changed(&button, &KeptFiltersButton::keptChanged);
    action(button, QStringLiteral("saveFilter"))->trigger();
    auto* dialog = button.findChild<QInputDialog*>(QStringLiteral("filterNameDialog"));
    QVERIFY(dialog);
    button.setExpression(QStringLiteral("changed meanwhile"));
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("Failures"));
    QTest::keyClick(dialog, Qt::Key_Return);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(button.kept().saved(), (QList<NamedFilter>{{QStringLiteral("Failures"), QStringLiteral("type:failed")}}));
}

void TestKeptFilters::forgets()
{
    KeptFilters kept({QStringLiteral("a")}, {{QStringLiteral("Failures"), QStringLiteral("type:failed")}});
    KeptFiltersButton button;
    button.setSource([&kept] { return kept; });
    connect(&button, &KeptFiltersButton::keptChanged, this, [&kept](const KeptFilters& changed) { kept = changed; });
    const QSignalSpy changed(&button, &KeptFiltersButton::keptChanged);
    Q_EMIT button.menu()->aboutToShow();
    auto* forget = button.menu()->findChild<QMenu*>(QStringLiteral("forgetFilter"));
    QVERIFY(forget);
    forget->findChild<QAction*>(QStringLiteral("forget:Failures"))->trigger();
    QVERIFY(button.kept().saved().isEmpty());
    action(button, QStringLiteral("clearRecentFilters"))->trigger();
    QVERIFY(button.kept().recent().isEmpty());
    QCOMPARE(changed.size(), 2);
}

/// Two windows over one configuration, each with its own button.
void TestKeptFilters::keepsWhatAnotherWindowKeeps()
{
    const QTemporaryDir folder;
    const WindowState state(folder.path());
    KeptFiltersButton one;
    KeptFiltersButton other;
    for (KeptFiltersButton* button : {&one, &other}) {
        button->setSource([state] { return state.keptFilters(); });
        connect(button, &KeptFiltersButton::keptChanged, this,
                [state](const KeptFilters& kept) { state.setKeptFilters(kept); });
    }
    one.show();
    one.setExpression(QStringLiteral("type:failed"));
    action(one, QStringLiteral("saveFilter"))->trigger();
    auto* dialog = one.findChild<QInputDialog*>(QStringLiteral("filterNameDialog"));
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), QStringLiteral("Failures"));
    QTest::keyClick(dialog, Qt::Key_Return);
    other.addRecent(QStringLiteral("company:nordlys"));
    one.addRecent(QStringLiteral("since:2h"));
    QCOMPARE(state.keptFilters(), KeptFilters({QStringLiteral("since:2h"), QStringLiteral("company:nordlys")},
                                              {{QStringLiteral("Failures"), QStringLiteral("type:failed")}}));
    QVERIFY(action(other, QStringLiteral("filter:type:failed")));
}

QTEST_MAIN(TestKeptFilters)
#include "test_keptfilters.moc"
