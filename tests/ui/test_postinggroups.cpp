// SPDX-License-Identifier: MIT
#include "tests/ui/keptanswers.h"
#include "tests/ui/rowtexts.h"
#include "ui/amountsentences.h"
#include "ui/copyabletable.h"
#include "ui/documentlinesmodel.h"
#include "ui/postinggroupsmodel.h"

#include <QAbstractItemModelTester>
#include <QSet>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr auto failuresInTest = QAbstractItemModelTester::FailureReportingMode::QtTest;

} // namespace

/// The posting groups of a proposal, and what is told of amounts that do not add up.
class TestPostingGroups : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void postingGroupsHaveAmountsAndAccruals();
    void whatDoesNotAddUpIsTold();
    void whatCantBeCheckedIsTold();
    void groupsAreHeldAgainstTheirLines();
    void whatIsRoundedIsNotTheSame();
    void linesInNoGroupAreTold();
    void linesSayWhatDoesNotAddUp();
    void linesOfAGroupAreToldByNumberElseByPlace_data();
    void linesOfAGroupAreToldByNumberElseByPlace();
    void everyMismatchHasASentence();
};

void TestPostingGroups::postingGroupsHaveAmountsAndAccruals()
{
    PostingGroupsModel model;
    const QAbstractItemModelTester tester(&model, failuresInTest);
    model.setProposal(proposal());
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(rowTexts(model, 0),
             QStringList({QStringLiteral("10, 20"), QStringLiteral("✔ excl. VAT as its lines"),
                          QStringLiteral("Papir & kaffe"), QStringLiteral("3600 · 400"), QStringLiteral("1,349.50 DKK"),
                          QStringLiteral("337.38 DKK"), QStringLiteral("1,686.88 DKK"),
                          QStringLiteral("12, 1 Jan 2026 – 31 Dec 2026, ●●○ Medium")}));
    QCOMPARE(model.index(1, PostingGroupsModel::LinesColumn).data().toString(), QStringLiteral("#1, #3 · Residual"));
    QCOMPARE(model.index(1, PostingGroupsModel::AccrualColumn).data().toString(), QStringLiteral("none, ●●● High"));
    QCOMPARE(trueText(model.index(0, PostingGroupsModel::ExVatColumn)), QStringLiteral("1349.50"));
}

void TestPostingGroups::whatDoesNotAddUpIsTold()
{
    InvoiceCodingProposal wrong = proposal();
    wrong.groups[0].amountExVat = QStringLiteral("1300.00");
    PostingGroupsModel model;
    model.setProposal(wrong);
    QCOMPARE(model.index(0, PostingGroupsModel::CheckColumn).data().toString(),
             QStringLiteral("⚠ excl. + VAT: 1,637.38; lines excl. VAT: 1,349.50"));
    QVERIFY(model.index(1, PostingGroupsModel::CheckColumn).data().toString().isEmpty()); // its lines are not all there
    const QStringList texts = amountTexts(amountFindings(wrong));
    QVERIFY2(texts.contains(QStringLiteral("Posting group #1 excl. VAT is 1,300.00 DKK; its lines make 1,349.50 DKK.")),
             qPrintable(texts.join(u'|')));
    const Sentence sentence = amountsSentence(amountFindings(wrong));
    QCOMPARE(sentence.reason, QStringLiteral("%1 And %2 more.").arg(texts.first()).arg(texts.size() - 1));
    QVERIFY(amountsSentence(amountFindings(proposal())).text().isEmpty());
}

void TestPostingGroups::whatCantBeCheckedIsTold()
{
    InvoiceCodingProposal odd = proposal();
    odd.groups[1].vatAmount = QStringLiteral("25,00");
    const Sentence sentence = amountsSentence(amountFindings(odd));
    QCOMPARE(sentence.happened, QStringLiteral("Not all amounts are checked."));
    QCOMPARE(sentence.reason, QStringLiteral("Not read as numbers, or too large: “25,00”."));
    odd.groups[0].amountExVat = QStringLiteral("1300.00");
    QVERIFY(amountTexts(amountFindings(odd)).constLast() == sentence.reason);
    QVERIFY(amountsSentence(amountFindings(odd)).happened != sentence.happened);
}

void TestPostingGroups::groupsAreHeldAgainstTheirLines()
{
    InvoiceCodingProposal shown = proposal();
    shown.groups[0].vatAmount.clear();
    shown.groups[0].amountInclVat.clear();
    shown.groups[1].lineNumbers = {QStringLiteral("10")};
    shown.groups[1].lineIndexes = {1};
    shown.groups[1].amountExVat = QStringLiteral("99.50");
    PostingGroupsModel model;
    const QAbstractItemModelTester tester(&model, failuresInTest);
    model.setProposal(shown);
    QCOMPARE(rowTexts(model, 0).mid(0, 2),
             QStringList({QStringLiteral("10, 20"), QStringLiteral("✔ as its lines; also in another group: #2")}));
    QCOMPARE(rowTexts(model, 1).mid(0, 2), QStringList({QStringLiteral("#2 (numbers: 10) · Residual"),
                                                        QStringLiteral("✔ as its lines; also in another group: #2")}));
    shown.invoice.reset();
    model.setProposal(shown);
    QCOMPARE(rowTexts(model, 1).mid(0, 2), QStringList({QStringLiteral("10 · Residual"), QString()}));
}

/// A posting has to balance to the last place, so what is off by less than rounding can make is told, too.
void TestPostingGroups::whatIsRoundedIsNotTheSame()
{
    InvoiceCodingProposal rounded = readInvoiceCodingProposal(
        parseJson(R"({"invoiceCodingProposalGroups":[{"invoiceLineIndexes":[0,1],"amountExVat":20.00,)"
                  R"("vatAmount":5.01,"amountInclVat":25.01}],"invoice":{"lines":[)"
                  R"({"lineAmountExVat":10,"lineVatAmount":2.5,"lineAmountInclVat":12.5},)"
                  R"({"lineAmountExVat":10,"lineVatAmount":2.5,"lineAmountInclVat":12.5}]}})")
            .value());
    PostingGroupsModel model;
    const auto check = [&](int row) {
        model.setProposal(rounded);
        return trueText(model.index(row, PostingGroupsModel::CheckColumn));
    };
    QCOMPARE(check(0), QStringLiteral("≈ lines VAT: 5.00, off by 0.01; lines incl. VAT: 25.00, off by 0.01 (rounding "
                                      "can do that)"));
    rounded.groups[0].amountExVat = QStringLiteral("20.01");
    QCOMPARE(check(0), QStringLiteral("⚠ excl. + VAT: 25.02; lines excl. VAT: 20.00; ≈ lines VAT: 5.00, off by 0.01; "
                                      "lines incl. VAT: 25.00, off by 0.01 (rounding can do that)"));
    rounded.groups[0].amountExVat = QStringLiteral("20");
    rounded.groups[0].vatAmount = QStringLiteral("5");
    rounded.groups[0].amountInclVat = QStringLiteral("25.0");
    QCOMPARE(check(0), QStringLiteral("✔ as its lines"));
}

void TestPostingGroups::linesInNoGroupAreTold()
{
    InvoiceCodingProposal partial = proposal();
    partial.groups.removeLast();
    partial.groups[0] = {};
    partial.groups[0].lineIndexes = {0};
    const Sentence sentence = amountsSentence(amountFindings(partial));
    QCOMPARE(sentence.text(), QStringLiteral("⚠ Not all lines are in a posting group. In no posting group: #2."));
    DocumentLinesModel lines;
    const QAbstractItemModelTester tester(&lines, failuresInTest);
    const QList<InvoiceLine>& invoiceLines = partial.invoice->lines;
    lines.setLines(invoiceLines, {}, lineCheckTexts(amountFindings(partial), invoiceLines.size()));
    QVERIFY(lines.hasChecks());
    QCOMPARE(trueText(lines.index(0, DocumentLinesModel::CheckColumn)), QString());
    QCOMPARE(trueText(lines.index(1, DocumentLinesModel::CheckColumn)), QStringLiteral("⚠ in no posting group"));
}

/// Each line that does not add up, however many there are.
void TestPostingGroups::linesSayWhatDoesNotAddUp()
{
    DocumentLine wrong;
    wrong.quantity = QStringLiteral("2");
    wrong.unitPrice = QStringLiteral("310");
    wrong.amountExVat = QStringLiteral("500");
    wrong.vatAmount = QStringLiteral("50");
    wrong.amountInclVat = QStringLiteral("600");
    DocumentResult shown;
    shown.currencyCode = QStringLiteral("JPY");
    shown.lines = {DocumentLine(), wrong};
    DocumentLinesModel model;
    model.setLines(shown.lines, shown.currencyCode, lineCheckTexts(amountFindings(shown), shown.lines.size()));
    QCOMPARE(trueText(model.index(1, DocumentLinesModel::CheckColumn)),
             QStringLiteral("⚠ excl. + VAT: 550; quantity × price: 620"));
    QVERIFY(model.index(1, DocumentLinesModel::CheckColumn).data(Qt::ToolTipRole).toString().contains(u"550"));
    QVERIFY(lineCheckTexts({}, 2).isEmpty());
}

void TestPostingGroups::linesOfAGroupAreToldByNumberElseByPlace_data()
{
    QTest::addColumn<QStringList>("invoiceNumbers");
    QTest::addColumn<QStringList>("numbers");
    QTest::addColumn<QList<int>>("indexes");
    QTest::addColumn<QString>("text");
    const QString ten = QStringLiteral("10");
    QTest::newRow("none has a number") << QStringList{{}, {}} << QStringList{{}, {}} << QList<int>{0, 1}
                                       << QStringLiteral("#1, #2");
    QTest::newRow("one has") << QStringList{ten, {}} << QStringList{ten, {}} << QList<int>{0, 1}
                             << QStringLiteral("10, #2");
    QTest::newRow("one that is not there")
        << QStringList{{}, {}} << QStringList{{}} << QList<int>{2} << QStringLiteral("#3");
    QTest::newRow("no indexes") << QStringList{ten, {}} << QStringList{ten, {}} << QList<int>{}
                                << QStringLiteral("10, –");
    QTest::newRow("no invoice") << QStringList() << QStringList{ten, {}} << QList<int>{0, 1}
                                << QStringLiteral("10, #2");
    QTest::newRow("a run") << QStringList() << QStringList() << QList<int>{0, 1, 2, 4, 5, 7}
                           << QStringLiteral("#1–#3, #5, #6, #8");
    QTest::newRow("a run of numbers") << QStringList()
                                      << QStringList{QStringLiteral("8"), QStringLiteral("9"), ten,
                                                     QStringLiteral("012")}
                                      << QList<int>{} << QStringLiteral("8–10, 012");
}

void TestPostingGroups::linesOfAGroupAreToldByNumberElseByPlace()
{
    QFETCH(const QStringList, invoiceNumbers);
    QFETCH(const QStringList, numbers);
    QFETCH(const QList<int>, indexes);
    InvoiceCodingProposal shown;
    shown.invoice = Invoice();
    for (const QString& number : invoiceNumbers) {
        shown.invoice->lines.append(InvoiceLine());
        shown.invoice->lines.last().lineNumber = number;
    }
    shown.groups = {PostingGroup()};
    shown.groups[0].lineNumbers = numbers;
    shown.groups[0].lineIndexes = indexes;
    PostingGroupsModel model;
    model.setProposal(shown);
    QTEST(trueText(model.index(0, PostingGroupsModel::LinesColumn)), "text");
}

void TestPostingGroups::everyMismatchHasASentence()
{
    using Where = AmountMismatch::Where;
    QSet<QString> texts;
    for (const Where where : {Where::Whole, Where::WholeLines, Where::WholeGroups, Where::Line, Where::LinePrice,
                              Where::Group, Where::GroupLines, Where::GroupsAndLines})
        texts.insert(mismatchText({where, 1, AmountKind::Vat, QStringLiteral("1"), QStringLiteral("2")}, {}));
    QCOMPARE(texts.size(), 8);
    QVERIFY(!texts.contains(QString()));
}

QTEST_MAIN(TestPostingGroups)
#include "test_postinggroups.moc"
