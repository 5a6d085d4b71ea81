// SPDX-License-Identifier: MIT
#include "ui/visibletext.h"

#include <QTest>

using namespace kaunt;

/// What a peer has hidden in a text is seen, and what is seen anyway stays.
class TestVisibleText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void showsWhatIsHidden_data();
    void showsWhatIsHidden();
    void leavesWhatIsSeen_data();
    void leavesWhatIsSeen();
};

void TestVisibleText::showsWhatIsHidden_data()
{
    QTest::addColumn<char32_t>("code");
    QTest::newRow("U+0007") << char32_t{0x0007};
    QTest::newRow("U+00AD") << char32_t{0x00ad};
    QTest::newRow("U+180B") << char32_t{0x180b};
    QTest::newRow("U+200D") << char32_t{0x200d};
    QTest::newRow("U+202E") << char32_t{0x202e};
    QTest::newRow("U+FE00") << char32_t{0xfe00};
    QTest::newRow("U+FEFF") << char32_t{0xfeff};
    QTest::newRow("U+1D173") << char32_t{0x1d173};
    QTest::newRow("U+E0041") << char32_t{0xe0041};
    QTest::newRow("U+E0100") << char32_t{0xe0100};
    QTest::newRow("U+E01EF") << char32_t{0xe01ef};
}

void TestVisibleText::showsWhatIsHidden()
{
    QFETCH(const char32_t, code);
    const QString hidden = u'a' + QStringView(QChar::fromUcs4(code)).toString() + u'b';
    QCOMPARE(visibleText(hidden), QStringLiteral("a⟨%1⟩b").arg(QLatin1String(QTest::currentDataTag())));
}

void TestVisibleText::leavesWhatIsSeen_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("letters") << QStringLiteral("Blåbærgrød, Ærø");
    QTest::newRow("emoji with a selector") << QStringLiteral("\u2764\ufe0f 1\ufe0e");
    QTest::newRow("a pair") << QStringLiteral("\U0001f600");
    QTest::newRow("another blank") << QStringLiteral("a\u00a0b");
}

void TestVisibleText::leavesWhatIsSeen()
{
    QFETCH(const QString, text);
    QCOMPARE(visibleText(text), text);
}

QTEST_GUILESS_MAIN(TestVisibleText)
#include "test_visibletext.moc"
