// SPDX-License-Identifier: MIT
#include "ui/tabsinuse.h"

#include <QTabBar>
#include <QTabWidget>
#include <QTest>

using namespace kaunt;

/// Tabs that come and go with what there is to tell.
class TestTabsInUse final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void goesToTheFirstThatIsThere();
    void keepsTheChosenOne();
    void bringsBackWhatWasHidden();

private:
    std::unique_ptr<QTabWidget> m_tabs;
};

void TestTabsInUse::init()
{
    m_tabs = std::make_unique<QTabWidget>();
    for (const char* title : {"Lines", "Groups", "Other fields"})
        m_tabs->addTab(new QWidget, QString::fromLatin1(title));
    m_tabs->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_tabs.get()));
}

void TestTabsInUse::goesToTheFirstThatIsThere()
{
    showTabsInUse(m_tabs.get(), {false, true, true});
    QCOMPARE(m_tabs->currentIndex(), 1);
    showTabsInUse(m_tabs.get(), {false, false, true});
    QCOMPARE(m_tabs->currentIndex(), 2);
}

void TestTabsInUse::keepsTheChosenOne()
{
    m_tabs->setCurrentIndex(2);
    showTabsInUse(m_tabs.get(), {true, false, true});
    QCOMPARE(m_tabs->currentIndex(), 2);
    showTabsInUse(m_tabs.get(), {true, true, true});
    QCOMPARE(m_tabs->currentIndex(), 2);
}

/// So that it can be seen and clicked, without the window being resized first.
void TestTabsInUse::bringsBackWhatWasHidden()
{
    showTabsInUse(m_tabs.get(), {false, false, true});
    QTRY_VERIFY(m_tabs->tabBar()->tabRect(0).isEmpty() || !m_tabs->isTabVisible(0));
    m_tabs->grab();
    showTabsInUse(m_tabs.get(), {true, true, true});
    QTRY_VERIFY(m_tabs->tabBar()->tabRect(0).width() > 0);
    QTest::mouseClick(m_tabs->tabBar(), Qt::LeftButton, {}, m_tabs->tabBar()->tabRect(1).center());
    QCOMPARE(m_tabs->currentIndex(), 1);
}

QTEST_MAIN(TestTabsInUse)
#include "test_tabsinuse.moc"
