// SPDX-License-Identifier: MIT
#include "ui/welcomepage.h"

#include <QAbstractButton>
#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;

/// The first thing that a newcomer sees.
class TestWelcomePage final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void offersTwoWaysOn_data();
    void offersTwoWaysOn();
    void isOperatedByTheKeyboard();
    void saysWhatEachWayDoes();
};

void TestWelcomePage::offersTwoWaysOn_data()
{
    QTest::addColumn<QString>("button");
    QTest::addColumn<int>("demos");
    QTest::addColumn<int>("connects");
    QTest::newRow("the demo") << QStringLiteral("tryDemo") << 1 << 0;
    QTest::newRow("the guide") << QStringLiteral("connectWebhook") << 0 << 1;
}

void TestWelcomePage::offersTwoWaysOn()
{
    QFETCH(const QString, button);
    WelcomePage page;
    const QSignalSpy demo(&page, &WelcomePage::demoRequested);
    const QSignalSpy guide(&page, &WelcomePage::connectRequested);
    page.findChild<QAbstractButton*>(button)->click();
    QTEST(int(demo.size()), "demos");
    QTEST(int(guide.size()), "connects");
}

void TestWelcomePage::isOperatedByTheKeyboard()
{
    WelcomePage page;
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    const QSignalSpy demo(&page, &WelcomePage::demoRequested);
    const QSignalSpy guide(&page, &WelcomePage::connectRequested);
    page.setFocus();
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("tryDemo"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(demo.size(), 1);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("connectWebhook"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    QCOMPARE(guide.size(), 1);
}

void TestWelcomePage::saysWhatEachWayDoes()
{
    const WelcomePage page;
    const QList<QAbstractButton*> buttons = page.findChildren<QAbstractButton*>();
    QCOMPARE(buttons.size(), 2);
    for (const QAbstractButton* button : buttons) {
        QVERIFY(button->text().contains(u'&'));
        QVERIFY(!button->accessibleDescription().isEmpty());
    }
}

QTEST_MAIN(TestWelcomePage)
#include "test_welcomepage.moc"
