// SPDX-License-Identifier: MIT
#include "tests/ui/keyboardwalk.h"
#include "tests/ui/surfaces.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

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

QTEST_MAIN(TestKeyboard)
#include "test_keyboard.moc"
