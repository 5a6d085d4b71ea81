// SPDX-License-Identifier: MIT
#include "tests/ui/keptanswers.h"
#include "ui/combinationsmodel.h"
#include "ui/copyabletable.h"
#include "ui/documentlinesmodel.h"
#include "ui/postinggroupsmodel.h"
#include "ui/proposallinesmodel.h"
#include "ui/resourcefields.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLocale>
#include <QMimeData>
#include <QScopeGuard>
#include <QStandardItemModel>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr auto failuresInTest = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

/// Tables of a proposal and a document as they are copied for a spreadsheet.
class TestCopiedTables : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aLongTextHasTheRoomThatIsLeft();
    void tablesAreCopiedForSpreadsheets();
    void copiedTablesLoseNothing();
    void fieldsAreCopiedInTheLanguagesForm();
    void aCopiedCellIsNoFormula();
};

void TestCopiedTables::aLongTextHasTheRoomThatIsLeft()
{
    QStandardItemModel model(1, 3);
    model.setHorizontalHeaderLabels({QStringLiteral("A"), QStringLiteral("B"), QStringLiteral("C")});
    model.setItem(0, 0, new QStandardItem(QStringLiteral("1")));
    model.setItem(0, 1, new QStandardItem(QString(100, u'x')));
    model.setItem(0, 2, new QStandardItem(QStringLiteral("2")));
    CopyableTable table(QStringLiteral("table"), QStringLiteral("A table"));
    table.resize(2'000, 200);
    table.setTableModel(&model);
    table.show();
    const int whole = table.columnWidth(1);
    QVERIFY(whole > table.fontMetrics().horizontalAdvance(QString(100, u'x')));
    table.resize(400, 200);
    QTRY_VERIFY(table.columnWidth(1) < whole);
    table.resize(2'000, 200);
    QTRY_COMPARE(table.columnWidth(1), whole);
    table.horizontalHeader()->resizeSection(1, 50); // as somebody wants it
    table.resize(1'900, 200);
    QCoreApplication::processEvents();
    QCOMPARE(table.columnWidth(1), 50);
}

void TestCopiedTables::tablesAreCopiedForSpreadsheets()
{
    PostingGroupsModel model;
    model.setProposal(proposal());
    CopyableTable table(QStringLiteral("table"), QStringLiteral("Table"));
    table.setTableModel(&model);
    table.findChild<QAction*>(QStringLiteral("copyTable"))->trigger();
    const QMimeData* copied = QGuiApplication::clipboard()->mimeData();
    const QStringList lines = copied->text().split(u'\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY2(
        lines.at(0).startsWith(u"Lines\tCheck\tPosting text\tCoding\tCoding, confidence\tExcl. VAT (DKK)\tVAT (DKK)"),
        qPrintable(lines.at(0)));
    QVERIFY2(lines.at(1).contains(u"\t3600 · 400\tMedium\t"), qPrintable(lines.at(1)));
    QVERIFY2(lines.at(1).contains(u"\t1,349.50\t337.38\t1,686.88\t"), qPrintable(lines.at(1)));
    QVERIFY2(copied->html().contains(u"<td>Papir &amp; kaffe</td>"), qPrintable(copied->html()));
    QVERIFY(copied->html().contains(u"<th>Lines</th>"));
}

/// What one table tells with its dots, its currency and its unit, as another program can reckon and sort with it.
void TestCopiedTables::copiedTablesLoseNothing()
{
    const auto copied = [](QAbstractItemModel& model, int hidden) {
        CopyableTable table(QStringLiteral("table"), QStringLiteral("Table"));
        table.setTableModel(&model);
        table.setColumnHidden(hidden, true);
        table.copyTable();
        return QGuiApplication::clipboard()->text().split(u'\n');
    };
    ProposalLinesModel lines;
    lines.setProposal(proposal());
    const QStringList ofLines = copied(lines, ProposalLinesModel::TextColumn);
    QCOMPARE(ofLines.at(0), QStringLiteral("Line\tAmount excl. VAT (DKK)\tGL account\tGL account, confidence\t"
                                           "GL account, other proposals\tcost-centre\tcost-centre, confidence\t"
                                           "cost-centre, other proposals\tVAT code\tVAT code, confidence\t"
                                           "VAT code, other proposals"));
    QCOMPARE(ofLines.at(1), QStringLiteral("10\t1,250.00\t3600 Office supplies\tHigh\t1\t400\tMedium\t\t\t\t"));
    CombinationsModel combinations;
    combinations.setCombinations(proposal().combinations, proposal().lines);
    const QStringList combined = copied(combinations, CombinationsModel::AgainstSinglesColumn);
    QCOMPARE(combined.at(0), QStringLiteral("Line\tRank\tAll together\tGL account\tGL account, confidence\t"
                                            "Cost centre\tCost centre, confidence"));
    QCOMPARE(combined.at(1), QStringLiteral("10\t1\tMedium\t3600\t\t400 IT\t"));
    DocumentLinesModel documentLines;
    documentLines.setLines(document().lines, document().currencyCode);
    const QStringList ofDocument = copied(documentLines, DocumentLinesModel::CheckColumn);
    QCOMPARE(ofDocument.at(0), QStringLiteral("Line\tDescription\tQuantity\tUnit\tUnit price (DKK)\t"
                                              "Excl. VAT (DKK)\tVAT (DKK)\tIncl. VAT (DKK)"));
    QCOMPARE(ofDocument.at(1), QStringLiteral("1\tPaper, A4\t10\tbox\t125.00\t1,250.00\t312.50\t1,562.50"));
}

/// One notation for all tables: that of the user's language, with the unit apart.
void TestCopiedTables::fieldsAreCopiedInTheLanguagesForm()
{
    const QLocale before;
    const auto restore = qScopeGuard([&before] { QLocale::setDefault(before); });
    QLocale::setDefault(QLocale(QLocale::Danish, QLocale::Denmark));
    FieldsModel model;
    const QAbstractItemModelTester tester(&model, failuresInTest);
    model.setRows(documentFields(document()));
    CopyableTable table(QStringLiteral("table"), QStringLiteral("Table"));
    table.setTableModel(&model);
    table.copyTable();
    const QStringList copied = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(copied.first(), QStringLiteral("Field\tValue\tUnit"));
    QVERIFY2(copied.contains(QStringLiteral("Amount incl. VAT\t1.562,50\tDKK")), qPrintable(copied.join(u'|')));
    QVERIFY2(copied.contains(QStringLiteral("Document date\t26.01.2026\t")), qPrintable(copied.join(u'|')));
    QVERIFY2(copied.contains(QStringLiteral("Invoice number\t66295\t")), qPrintable(copied.join(u'|')));
}

void TestCopiedTables::aCopiedCellIsNoFormula()
{
    FieldsModel model;
    model.setRows({{QStringLiteral("=1+1"), QStringLiteral("a\tb\nc"), {}},
                   {QStringLiteral("-5.00"), QStringLiteral("-A1"), {}}});
    CopyableTable table(QStringLiteral("table"), QStringLiteral("Table"));
    table.setTableModel(&model);
    table.copyTable();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Field\tValue\n'=1+1\ta b c\n-5.00\t'-A1"));
}

QTEST_MAIN(TestCopiedTables)
#include "test_copiedtables.moc"
