// SPDX-License-Identifier: MIT
#include "tests/ui/shownlist.h"
#include "ui/choicetable.h"
#include "ui/copyabletable.h"

#include <QStringListModel>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Rows go on having room for their text where the desktop's font becomes larger.
class TestRowHeight final : public ShownList {
    Q_OBJECT

private Q_SLOTS:
    void init() { show(); }
    void theListFollowsTheFont();
    void aTableFollowsTheFont();
    void aTableOfChoicesFollowsTheFont();

private:
    static void enlarge(QWidget& widget);

    QStringListModel m_model{{QStringLiteral("a"), QStringLiteral("b")}};
};

void TestRowHeight::enlarge(QWidget& widget)
{
    QFont font = widget.font();
    font.setPointSize(40);
    widget.setFont(font);
}

void TestRowHeight::theListFollowsTheFont()
{
    const int before = m_view->rowHeight(0);
    enlarge(*m_view);
    QVERIFY(m_view->rowHeight(0) > before);
    QVERIFY(m_view->rowHeight(0) >= m_view->fontMetrics().height());
}

void TestRowHeight::aTableFollowsTheFont()
{
    CopyableTable table(QStringLiteral("table"), QStringLiteral("A table"));
    table.setTableModel(&m_model);
    table.setTextLinesPerRow(2);
    enlarge(table);
    QVERIFY(table.rowHeight(1) >= 2 * table.fontMetrics().lineSpacing());
    table.setTextLinesPerRow(1);
    QVERIFY(table.rowHeight(1) < 2 * table.fontMetrics().lineSpacing());
}

void TestRowHeight::aTableOfChoicesFollowsTheFont()
{
    ChoiceTable table(QStringLiteral("table"), QStringLiteral("A table"), &m_model);
    enlarge(table);
    QVERIFY(table.rowHeight(1) >= table.fontMetrics().height());
}

QTEST_MAIN(TestRowHeight)
#include "test_rowheight.moc"
