// SPDX-License-Identifier: MIT
#include "core/simulator/samples.h"
#include "tests/ui/keptanswers.h"
#include "tests/ui/rowtexts.h"
#include "ui/alternativesmodel.h"
#include "ui/combinationsmodel.h"
#include "ui/copyabletable.h"
#include "ui/documentlinesmodel.h"
#include "ui/filterterms.h"
#include "ui/proposallinesmodel.h"
#include "ui/proposalwording.h"
#include "ui/resourcefields.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr auto failuresInTest = QAbstractItemModelTester::FailureReportingMode::QtTest;

QStringList headers(const QAbstractItemModel& model)
{
    QStringList titles;
    for (int column = 0; column < model.columnCount(); ++column)
        titles.append(model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    return titles;
}

} // namespace

/// A proposal and a document as tables, against answers that are kept in tests/data/ui.
class TestResourceModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void linesStandByDimensions();
    void theInvoiceIsFoundByLineNumberOrOrder();
    void doubledLineNumbersAreTakenByPlace();
    void alternativesAreRanked();
    void combinationsStandByLineAndRank();
    void combinationsSayWhatTheyLeaveOutAndAdd();
    void combinationsSayHowSureEachValueIs();
    void accrualsSayNoMoreThanIsKnown();
    void documentLinesHaveAmounts();
    void anInvoiceLineHasANameToo();
    void everySampleOfTheSimulatorCanBeShown();
};

void TestResourceModels::linesStandByDimensions()
{
    ProposalLinesModel model;
    const QAbstractItemModelTester tester(&model, failuresInTest);
    model.setProposal(proposal());
    QCOMPARE(headers(model),
             QStringList({QStringLiteral("Line"), QStringLiteral("Text"), QStringLiteral("Amount excl. VAT"),
                          QStringLiteral("GL account"), QStringLiteral("cost-centre"), QStringLiteral("VAT code")}));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(rowTexts(model, 0),
             QStringList({QStringLiteral("10"), QStringLiteral("Paper, A4"), QStringLiteral("1,250.00 DKK"),
                          QStringLiteral("3600 Office supplies\n●●● High +1"), QStringLiteral("400\n●●○ Medium"),
                          QString()}));
    QCOMPARE(rowTexts(model, 1),
             QStringList({QStringLiteral("20"), QStringLiteral("COFFEE"), QStringLiteral("99.50 DKK"),
                          QStringLiteral("3690⟨U+202E⟩ Other\n●○○ Low"), QString(), QStringLiteral("I25\ncertain")}));
    const QModelIndex account = model.index(0, ProposalLinesModel::FirstDimensionColumn);
    QCOMPARE(trueText(account), QStringLiteral("3600 Office supplies"));
    QCOMPARE(account.data(ProposalLinesModel::AlternativeCountRole).toInt(), 1);
    QCOMPARE(trueText(model.index(0, ProposalLinesModel::AmountColumn)), QStringLiteral("1250.00"));
}

void TestResourceModels::theInvoiceIsFoundByLineNumberOrOrder()
{
    InvoiceCodingProposal unnumbered = proposal();
    for (LineProposal& line : unnumbered.lines)
        line.lineNumber.clear();
    ProposalLinesModel model;
    model.setProposal(unnumbered);
    QCOMPARE(model.index(1, ProposalLinesModel::TextColumn).data().toString(), QStringLiteral("COFFEE"));
    unnumbered.lines.removeFirst();
    model.setProposal(unnumbered);
    QCOMPARE(model.index(0, ProposalLinesModel::TextColumn).data().toString(), QString());
}

void TestResourceModels::doubledLineNumbersAreTakenByPlace()
{
    InvoiceCodingProposal doubled = proposal();
    for (InvoiceLine& line : doubled.invoice->lines)
        line.lineNumber = QStringLiteral("1");
    for (LineProposal& line : doubled.lines)
        line.lineNumber = QStringLiteral("1");
    ProposalLinesModel model;
    model.setProposal(doubled);
    QCOMPARE(model.index(0, ProposalLinesModel::TextColumn).data().toString(), QStringLiteral("Paper, A4"));
    QCOMPARE(model.index(1, ProposalLinesModel::TextColumn).data().toString(), QStringLiteral("COFFEE"));
    for (InvoiceLine& line : doubled.invoice->lines)
        line.lineNumber.clear();
    model.setProposal(doubled);
    QCOMPARE(model.index(1, ProposalLinesModel::TextColumn).data().toString(), QStringLiteral("COFFEE"));

    LineCombinations first{QStringLiteral("1"), {{}}};
    LineCombinations second{QStringLiteral("1"), {{}}};
    for (const DimensionProposal& dimension : doubled.lines.constFirst().dimensions)
        first.combinations[0].values.append(dimension.values.first());
    for (const DimensionProposal& dimension : doubled.lines.constLast().dimensions)
        second.combinations[0].values.append(dimension.values.first());
    CombinationsModel combinations;
    combinations.setCombinations({first, second}, doubled.lines);
    for (int row = 0; row < 2; ++row)
        QCOMPARE(combinations.index(row, CombinationsModel::AgainstSinglesColumn).data().toString(),
                 QStringLiteral("= the best of each"));
    combinations.setCombinations({first}, doubled.lines); // whose it is can't be told
    QCOMPARE(combinations.index(0, CombinationsModel::AgainstSinglesColumn).data().toString(), QString());
}

void TestResourceModels::alternativesAreRanked()
{
    ProposalLinesModel lines;
    lines.setProposal(proposal());
    AlternativesModel model;
    const QAbstractItemModelTester tester(&model, failuresInTest);
    model.setRows(lines.valuesAt(lines.index(0, ProposalLinesModel::FirstDimensionColumn)));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(rowTexts(model, 0),
             QStringList({QStringLiteral("1"), QStringLiteral("3600 Office supplies"), QStringLiteral("●●● High")}));
    QCOMPARE(rowTexts(model, 1),
             QStringList({QStringLiteral("2"), QStringLiteral("3690 Other costs"), QStringLiteral("●○○ Low")}));
    QVERIFY(lines.valuesAt(lines.index(0, ProposalLinesModel::TextColumn)).isEmpty());
}

void TestResourceModels::combinationsStandByLineAndRank()
{
    CombinationsModel model;
    const QAbstractItemModelTester tester(&model, failuresInTest);
    model.setCombinations(proposal().combinations, proposal().lines);
    QCOMPARE(headers(model), QStringList({QStringLiteral("Line"), QStringLiteral("Rank"),
                                          QStringLiteral("All together"), QStringLiteral("Against the single values"),
                                          QStringLiteral("GL account"), QStringLiteral("Cost centre")}));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(rowTexts(model, 0),
             QStringList({QStringLiteral("10"), QStringLiteral("1"), QStringLiteral("●●○ Medium"),
                          QStringLiteral("= the best of each"), QStringLiteral("3600"), QStringLiteral("400 IT")}));
    QCOMPARE(rowTexts(model, 1), QStringList({QStringLiteral("10"), QStringLiteral("2"), QStringLiteral("●○○ Low"),
                                              QStringLiteral("≠ GL account: 3690, alone 3600 Office supplies; "
                                                             "cost-centre: not in it, alone 400"),
                                              QStringLiteral("3690"), QString()}));
    QCOMPARE(model.index(0, CombinationsModel::ConfidenceColumn).data(confidenceRole).toInt(),
             static_cast<int>(Confidence::Medium));
}

void TestResourceModels::combinationsSayWhatTheyLeaveOutAndAdd()
{
    const LineProposal line = proposal().lines.first();
    LineCombinations combined{line.lineNumber, {{}, {}}};
    combined.combinations[1].values = {line.dimensions.at(0).values.first(), line.dimensions.at(1).values.first(), {}};
    combined.combinations[1].values[2].dimensionId = QStringLiteral("Project");
    combined.combinations[1].values[2].valueId = QStringLiteral("P7");
    CombinationsModel model;
    model.setCombinations({combined}, {line});
    const auto told = [&model](int row) { return trueText(model.index(row, CombinationsModel::AgainstSinglesColumn)); };
    QCOMPARE(told(0), QStringLiteral("≠ GL account: not in it, alone 3600 Office supplies; "
                                     "cost-centre: not in it, alone 400"));
    QCOMPARE(told(1), QStringLiteral("≠ Project: only in it"));
    model.setCombinations({combined}, {LineProposal{line.lineNumber, {}}});
    QCOMPARE(told(0), QString()); // there is nothing on either side
}

void TestResourceModels::combinationsSayHowSureEachValueIs()
{
    LineCombinations line{QStringLiteral("10"), {{}}};
    DimensionValue value;
    value.dimensionId = QStringLiteral("gl");
    value.valueId = QStringLiteral("3600");
    value.confidence = Confidence::Low;
    line.combinations[0].values = {value};
    CombinationsModel model;
    const QAbstractItemModelTester tester(&model, failuresInTest);
    model.setCombinations({line}, {});
    const QModelIndex cell = model.index(0, CombinationsModel::FirstDimensionColumn);
    QCOMPARE(cell.data().toString(), QStringLiteral("3600\n●○○ Low"));
    QVERIFY(cell.data(Qt::ToolTipRole).toString().contains(QStringLiteral("●○○ Low")));
    QCOMPARE(trueText(cell), QStringLiteral("3600"));
}

void TestResourceModels::accrualsSayNoMoreThanIsKnown()
{
    Accrual accrual;
    QCOMPARE(accrualText(accrual), QStringLiteral("not said"));
    accrual.confidence = Confidence::Low;
    QCOMPARE(accrualText(accrual), QStringLiteral("●○○ Low"));
    accrual.hasAccrual = true;
    QCOMPARE(accrualText(accrual), QStringLiteral("yes, ●○○ Low"));
    accrual.hasAccrual = false;
    QCOMPARE(accrualText(accrual), QStringLiteral("none, ●○○ Low"));
    accrual.code = QStringLiteral("12M");
    QCOMPARE(accrualText(accrual), QStringLiteral("none, though with 12M, ●○○ Low"));
    accrual.hasAccrual.reset();
    QCOMPARE(accrualText(accrual), QStringLiteral("12M, ●○○ Low"));
}

void TestResourceModels::documentLinesHaveAmounts()
{
    DocumentLinesModel model;
    const QAbstractItemModelTester tester(&model, failuresInTest);
    const DocumentResult shown = document();
    model.setLines(shown.lines, shown.currencyCode);
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(rowTexts(model, 0),
             QStringList({QStringLiteral("1"), QString(), QStringLiteral("Paper, A4"), QStringLiteral("10 box"),
                          QStringLiteral("125.00 DKK"), QStringLiteral("1,250.00 DKK"), QStringLiteral("312.50 DKK"),
                          QStringLiteral("1,562.50 DKK")}));
    const QList<Field> fields = documentLineFields(shown.lines.first(), shown.currencyCode);
    QCOMPARE(valueOf(fields, "Batch"), QStringLiteral("7"));
    QCOMPARE(valueOf(fields, "VAT rate"), QStringLiteral("25"));
}

void TestResourceModels::anInvoiceLineHasANameToo()
{
    InvoiceCodingProposal named = proposal();
    named.invoice->lines[0].name = QStringLiteral("PA4");
    DocumentLinesModel model;
    const QAbstractItemModelTester tester(&model, failuresInTest);
    model.setLines(named.invoice->lines, {});
    const QModelIndex text = model.index(0, DocumentLinesModel::DescriptionColumn);
    QCOMPARE(text.data().toString(), QStringLiteral("PA4 – Paper, A4"));
    QCOMPARE(trueText(text), QStringLiteral("PA4 – Paper, A4"));
    QVERIFY(!text.data(filterTermRole).toString().contains(u"PA4"));
    QVERIFY(text.data(filterTermRole).toString().contains(u"Paper, A4"));
    QCOMPARE(model.index(1, DocumentLinesModel::DescriptionColumn).data().toString(), QStringLiteral("COFFEE"));
    model.setLines(document().lines, {});
    QCOMPARE(model.index(0, DocumentLinesModel::DescriptionColumn).data().toString(), QStringLiteral("Paper, A4"));
    ProposalLinesModel lines;
    lines.setProposal(named);
    QVERIFY(lines.index(0, ProposalLinesModel::TextColumn).data(Qt::ToolTipRole).toString().contains(u"PA4"));
}

void TestResourceModels::everySampleOfTheSimulatorCanBeShown()
{
    const QUrl apiBase(QStringLiteral("https://api.kaunt.com"));
    ProposalLinesModel lines;
    const QAbstractItemModelTester tester(&lines, failuresInTest);
    for (quint32 seed = 0; seed < 20; ++seed) {
        const WebhookEvent event = sampleEvent(knownEventTypes().first(), apiBase, seed);
        const InvoiceCodingProposal shown =
            readInvoiceCodingProposal(parseJson(sampleProposalAnswer(event, seed)).value());
        lines.setProposal(shown);
        QVERIFY(lines.rowCount() > 0);
        for (int row = 0; row < lines.rowCount(); ++row) {
            const QStringList cells = rowTexts(lines, row);
            QVERIFY2(!cells.contains(QString()), qPrintable(cells.join(u'|')));
        }
    }
}

QTEST_MAIN(TestResourceModels)
#include "test_resourcemodels.moc"
