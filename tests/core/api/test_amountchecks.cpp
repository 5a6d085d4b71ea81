// SPDX-License-Identifier: MIT
#include "core/api/amountchecks.h"
#include "core/simulator/samples.h"
#include "core/webhook/jsonvalue.h"

#include <QTest>

#include <algorithm>

using namespace kaunt;

namespace {

InvoiceLine line(const QString& number, const QString& exVat, const QString& vat, const QString& inclVat)
{
    InvoiceLine one;
    one.lineNumber = number;
    one.amountExVat = exVat;
    one.vatAmount = vat;
    one.amountInclVat = inclVat;
    return one;
}

/// Two lines in one group; everything adds up.
InvoiceCodingProposal proposal()
{
    InvoiceCodingProposal made;
    Invoice invoice;
    invoice.amountExVat = QStringLiteral("300.00");
    invoice.vatAmount = QStringLiteral("75.00");
    invoice.amountInclVat = QStringLiteral("375.00");
    invoice.lines = {
        line(QStringLiteral("10"), QStringLiteral("100.10"), QStringLiteral("25"), QStringLiteral("125.1")),
        line(QStringLiteral("20"), QStringLiteral("199.9"), QStringLiteral("50.00"), QStringLiteral("249.90"))};
    made.invoice = invoice;
    PostingGroup group;
    group.lineIndexes = {0, 1};
    group.amountExVat = QStringLiteral("300");
    group.vatAmount = QStringLiteral("75");
    group.amountInclVat = QStringLiteral("375");
    made.groups = {group};
    return made;
}

} // namespace

class TestAmountChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void whatAddsUpIsFine();
    void namesWhatDoesNotAddUp();
    void findsLinesByTheirNumber();
    void whatIsMissingSaysNothing();
    void aLineOfTextIsNoPartOfASum();
    void aPriceMayIncludeVat();
    void aNumberOfSeveralLinesSaysNothing();
    void saysWhichAmountsOfAGroupWereCompared();
    void onlyWhatIsEqualIsNotRounded();
    void namesLinesInNoGroup();
    void aLineOfAGroupCountsOnce();
    void groupsAreComparedWithLinesWithoutATotal();
    void sumsAllowForRounding();
    void namesWhatIsNotRead();
    void checksDocuments();
    void allowsForRounding_data();
    void allowsForRounding();
    void samplesAddUp();
};

void TestAmountChecks::whatAddsUpIsFine()
{
    QVERIFY(checkAmounts(proposal()).isEmpty());
    QVERIFY(checkAmounts(InvoiceCodingProposal()).isEmpty());
}

void TestAmountChecks::namesWhatDoesNotAddUp()
{
    using Where = AmountMismatch::Where;
    InvoiceCodingProposal wrong = proposal();
    wrong.groups[0].amountExVat = QStringLiteral("300.01");
    const QList<AmountMismatch> expected{
        {Where::WholeGroups, -1, AmountKind::ExVat, QStringLiteral("300.00"), QStringLiteral("300.01")},
        {Where::Group, 0, AmountKind::InclVat, QStringLiteral("375"), QStringLiteral("375.01")},
        {Where::GroupLines, 0, AmountKind::ExVat, QStringLiteral("300.01"), QStringLiteral("300.00")}};
    QCOMPARE(checkAmounts(wrong), expected);
    wrong = proposal();
    wrong.invoice->lines[1].amountInclVat = QStringLiteral("200");
    QCOMPARE(checkAmounts(wrong).size(), 3); // the line, the invoice's lines, the group's lines
    QVERIFY(checkAmounts(wrong).at(1).where == Where::Line);
}

void TestAmountChecks::findsLinesByTheirNumber()
{
    InvoiceCodingProposal wrong = proposal();
    wrong.groups[0].lineIndexes.clear();
    wrong.groups[0].lineNumbers = {QStringLiteral("20")};
    const QList<AmountMismatch> found = checkAmounts(wrong);
    QCOMPARE(found.size(), 3);
    QCOMPARE(found.first().computed, QStringLiteral("199.90"));
    wrong.groups[0].lineNumbers = {QStringLiteral("99")};
    QVERIFY(checkAmounts(wrong).isEmpty()); // nothing is known about that line
    wrong.groups[0].lineNumbers.clear();
    wrong.groups[0].lineIndexes = {0, 7};
    QVERIFY(checkAmounts(wrong).isEmpty());
}

void TestAmountChecks::whatIsMissingSaysNothing()
{
    InvoiceCodingProposal partial = proposal();
    partial.invoice->lines[0].amountExVat = QString();
    partial.invoice->lines[0].vatAmount = QStringLiteral("25,00");
    QVERIFY(checkAmounts(partial).isEmpty());
}

void TestAmountChecks::aLineOfTextIsNoPartOfASum()
{
    InvoiceCodingProposal texts = proposal();
    InvoiceLine text;
    text.description = QStringLiteral("January");
    texts.invoice->lines.append(text);
    QVERIFY(checkAmounts(texts).isEmpty());
    QVERIFY(ungroupedLines(texts).isEmpty());
    texts.groups[0].lineIndexes = {0, 1, 2};
    QCOMPARE(checkGroups(texts).constFirst().compared.size(), 3);
    texts.invoice->amountExVat = QStringLiteral("400.00");
    QVERIFY(checkAmounts(texts).contains({AmountMismatch::Where::WholeLines, -1, AmountKind::ExVat,
                                          QStringLiteral("400.00"), QStringLiteral("300.00")}));
    texts.invoice->lines[2].quantity = QStringLiteral("1"); // its amount is missing
    const QList<AmountMismatch> found = checkAmounts(texts);
    QVERIFY(std::none_of(found.cbegin(), found.cend(),
                         [](const AmountMismatch& one) { return one.where == AmountMismatch::Where::WholeLines; }));
    QCOMPARE(ungroupedLines(texts), QList<qsizetype>());
    texts.groups[0].lineIndexes = {0, 1};
    QCOMPARE(ungroupedLines(texts), QList<qsizetype>{2});
    DocumentResult document;
    document.amountExVat = QStringLiteral("30");
    document.lines = {DocumentLine(), DocumentLine()};
    QVERIFY(checkAmounts(document).isEmpty());
    document.lines[1].amountExVat = QStringLiteral("20");
    QCOMPARE(checkAmounts(document).size(), 1);
}

void TestAmountChecks::aPriceMayIncludeVat()
{
    DocumentLine line;
    line.quantity = QStringLiteral("2");
    line.unitPrice = QStringLiteral("62.50");
    line.amountExVat = QStringLiteral("100.00");
    DocumentResult document;
    document.lines = {line};
    QCOMPARE(checkAmounts(document).size(), 1);
    document.lines[0].amountInclVat = QStringLiteral("125.00");
    QVERIFY(checkAmounts(document).isEmpty());
    document.lines[0].unitPrice = QStringLiteral("60");
    QCOMPARE(checkAmounts(document).size(), 1);
}

void TestAmountChecks::aNumberOfSeveralLinesSaysNothing()
{
    InvoiceCodingProposal doubled = proposal();
    for (InvoiceLine& one : doubled.invoice->lines)
        one.lineNumber = QStringLiteral("1");
    doubled.groups[0].lineIndexes.clear();
    doubled.groups[0].lineNumbers = {QStringLiteral("1"), QStringLiteral("1")};
    QVERIFY(checkAmounts(doubled).isEmpty());
    QVERIFY(checkGroups(doubled).constFirst().compared.isEmpty());
    doubled.groups[0].lineIndexes = {0, 1}; // the safe link
    QVERIFY(!checkGroups(doubled).constFirst().compared.isEmpty());
}

void TestAmountChecks::saysWhichAmountsOfAGroupWereCompared()
{
    InvoiceCodingProposal partial = proposal();
    QCOMPARE(checkGroups(partial).constFirst().compared,
             QList<AmountKind>({AmountKind::ExVat, AmountKind::Vat, AmountKind::InclVat}));
    QVERIFY(checkGroups(partial).constFirst().isWhole);
    partial.groups[0].vatAmount.clear();
    partial.groups[0].amountInclVat = QStringLiteral("9999");
    partial.invoice->lines[1].amountInclVat.clear();
    QCOMPARE(checkGroups(partial).constFirst().compared, QList<AmountKind>{AmountKind::ExVat});
    QVERIFY(!checkGroups(partial).constFirst().isWhole);
    partial.groups[0].amountInclVat.clear();
    QVERIFY(checkGroups(partial).constFirst().isWhole);
}

void TestAmountChecks::onlyWhatIsEqualIsNotRounded()
{
    InvoiceCodingProposal rounded = proposal();
    QVERIFY(checkGroups(rounded).constFirst().rounded.isEmpty());
    rounded.groups[0].vatAmount = QStringLiteral("75.01");
    const AmountMismatch expected{AmountMismatch::Where::GroupLines, 0, AmountKind::Vat, QStringLiteral("75.01"),
                                  QStringLiteral("75.00")};
    QCOMPARE(checkGroups(rounded).constFirst().rounded, QList<AmountMismatch>{expected});
    rounded.groups[0].vatAmount = QStringLiteral("75.02"); // more than two lines and a total can lose
    QVERIFY(checkGroups(rounded).constFirst().rounded.isEmpty());
    QVERIFY(checkAmounts(rounded).contains(
        {AmountMismatch::Where::GroupLines, 0, AmountKind::Vat, QStringLiteral("75.02"), QStringLiteral("75.00")}));
}

void TestAmountChecks::namesLinesInNoGroup()
{
    InvoiceCodingProposal partial = proposal();
    QVERIFY(ungroupedLines(partial).isEmpty());
    partial.groups[0].lineIndexes = {1};
    QCOMPARE(ungroupedLines(partial), QList<qsizetype>{0});
    partial.groups.append(PostingGroup()); // it can't be told what it is made of
    QVERIFY(ungroupedLines(partial).isEmpty());
    partial.groups[1].lineNumbers = {QStringLiteral("10")};
    QVERIFY(ungroupedLines(partial).isEmpty());
    partial.groups.clear();
    QVERIFY(ungroupedLines(partial).isEmpty());
}

void TestAmountChecks::aLineOfAGroupCountsOnce()
{
    InvoiceCodingProposal doubled = proposal();
    doubled.groups[0].lineIndexes = {1, 0, 1};
    QVERIFY(checkAmounts(doubled).isEmpty());
    QVERIFY(checkGroups(doubled).constFirst().shared.isEmpty());
    PostingGroup second;
    second.lineNumbers = {QStringLiteral("20")};
    doubled.groups.append(second);
    QCOMPARE(checkGroups(doubled).at(0).shared, QList<qsizetype>{1});
    QCOMPARE(checkGroups(doubled).at(1).shared, QList<qsizetype>{1});
    doubled.groups[1].lineNumbers.append(QStringLiteral("99")); // it can't be told what it is made of
    QVERIFY(checkGroups(doubled).at(0).shared.isEmpty());
}

void TestAmountChecks::groupsAreComparedWithLinesWithoutATotal()
{
    InvoiceCodingProposal wrong = proposal();
    wrong.groups.append(wrong.groups.constFirst());
    QCOMPARE(checkAmounts(wrong).size(), 3); // of the invoice
    wrong.invoice->amountExVat.clear();
    wrong.invoice->vatAmount.clear();
    wrong.invoice->amountInclVat.clear();
    const AmountMismatch expected{AmountMismatch::Where::GroupsAndLines, -1, AmountKind::ExVat,
                                  QStringLiteral("600.00"), QStringLiteral("300.00")};
    QCOMPARE(checkAmounts(wrong).size(), 3);
    QCOMPARE(checkAmounts(wrong).constFirst(), expected);
    wrong.groups.removeLast();
    QVERIFY(checkAmounts(wrong).isEmpty());
}

void TestAmountChecks::sumsAllowForRounding()
{
    InvoiceCodingProposal rounded;
    Invoice invoice;
    invoice.amountExVat = QStringLiteral("100.00");
    invoice.vatAmount = QStringLiteral("25.00");
    invoice.amountInclVat = QStringLiteral("125.00");
    const InvoiceLine third =
        line(QStringLiteral("10"), QStringLiteral("33.33"), QStringLiteral("8.33"), QStringLiteral("41.66"));
    invoice.lines = {third, third, third};
    rounded.invoice = invoice;
    QVERIFY(checkAmounts(rounded).isEmpty());
    rounded.invoice->amountExVat = QStringLiteral("100.02");
    rounded.invoice->amountInclVat = QStringLiteral("125.02");
    QCOMPARE(checkAmounts(rounded).size(), 2); // more than three lines and a total can lose
    rounded.invoice = Invoice();
    rounded.invoice->lines = {
        line(QStringLiteral("10"), QStringLiteral("0.3333"), QStringLiteral("0.0833"), QStringLiteral("0.42"))};
    QVERIFY(checkAmounts(rounded).isEmpty());
    rounded.invoice->lines[0].amountInclVat = QStringLiteral("0.43");
    QCOMPARE(checkAmounts(rounded).size(), 1);
    rounded.invoice->lines = {
        line(QStringLiteral("10"), QStringLiteral("99.5"), QStringLiteral("9.9"), QStringLiteral("109"))};
    QCOMPARE(checkAmounts(rounded).size(), 1);
    rounded.invoice->currencyCode = QStringLiteral("JPY"); // 109.4 can't be paid
    QVERIFY(checkAmounts(rounded).isEmpty());
    rounded.invoice->currencyCode = QStringLiteral("KWD"); // 1.500, though JSON has it as 1.5
    rounded.invoice->lines = {
        line(QStringLiteral("10"), QStringLiteral("1.5"), QStringLiteral("0.1"), QStringLiteral("1.604"))};
    QCOMPARE(checkAmounts(rounded).size(), 1);
}

void TestAmountChecks::namesWhatIsNotRead()
{
    QVERIFY(unreadAmounts(proposal()).isEmpty());
    InvoiceCodingProposal odd = proposal();
    odd.invoice->amountInclVat = QStringLiteral("12345678901234567890");
    odd.invoice->lines[0].vatAmount = QStringLiteral("1 250,10");
    odd.groups[0].vatAmount = QStringLiteral("1 250,10");
    odd.groups[0].amountExVat = QStringLiteral("3E+2");
    QCOMPARE(unreadAmounts(odd), QStringList({QStringLiteral("12345678901234567890"), QStringLiteral("1 250,10")}));
    DocumentResult document;
    document.lines = {DocumentLine()};
    document.lines[0].quantity = QStringLiteral("2 boxes");
    QVERIFY(unreadAmounts(document).isEmpty());
    document.lines[0].unitPrice = QStringLiteral("free");
    QCOMPARE(unreadAmounts(document), QStringList({QStringLiteral("free"), QStringLiteral("2 boxes")}));
}

void TestAmountChecks::allowsForRounding_data()
{
    QTest::addColumn<QString>("quantity");
    QTest::addColumn<QString>("price");
    QTest::addColumn<QString>("amount");
    QTest::addColumn<bool>("addsUp");
    const auto row = [](const char* quantity, const char* price, const char* amount, bool addsUp) {
        QTest::addRow("%s x %s = %s", quantity, price, amount)
            << QString::fromLatin1(quantity) << QString::fromLatin1(price) << QString::fromLatin1(amount) << addsUp;
    };
    row("1.5", "333", "500", true); // a yen has no decimals
    row("10000", "0.3333", "3333.33", true);
    row("10000", "0.3333", "3333.51", false);
    row("-10000", "0.3333", "-3333.33", true);
    row("3", "3.30", "10.00", false);
    row("3", "3.333", "10.00", true);
    row("0.333", "30.00", "10.00", true);
    row("2", "5.00", "10.01", true);
    row("2", "5.00", "10.02", false);
    row("1", "7.000000", "7.01", true); // a hundredth at the least
    row("10", "10", "104", false);      // 10.00 is often printed as 10
    row("1E+1", "1e1", "104", false);
    row("1000", "1", "1499", false);
    row("1000", "1", "1004.99", true);
    row("2", "5.20", "10", false);
    row("3", "0.30000000000000004", "0.9", true);
    row("3000000", "0.333333333", "1000000", true);
}

void TestAmountChecks::allowsForRounding()
{
    DocumentLine line;
    QFETCH(const QString, quantity);
    QFETCH(const QString, price);
    QFETCH(const QString, amount);
    line.quantity = quantity;
    line.unitPrice = price;
    line.amountExVat = amount;
    DocumentResult document;
    document.lines = {line};
    QTEST(checkAmounts(document).isEmpty(), "addsUp");
    QVERIFY(unreadAmounts(document).isEmpty());
}

void TestAmountChecks::checksDocuments()
{
    using Where = AmountMismatch::Where;
    DocumentResult document;
    document.amountExVat = QStringLiteral("30");
    DocumentLine one;
    one.quantity = QStringLiteral("3");
    one.unitPrice = QStringLiteral("3.333");
    one.amountExVat = QStringLiteral("10.00"); // rounded
    DocumentLine other = one;
    other.unitPrice = QStringLiteral("3.30");
    document.lines = {one, other};
    const QList<AmountMismatch> expected{
        {Where::WholeLines, -1, AmountKind::ExVat, QStringLiteral("30"), QStringLiteral("20.00")},
        {Where::LinePrice, 1, AmountKind::ExVat, QStringLiteral("10.00"), QStringLiteral("9.90")}};
    QCOMPARE(checkAmounts(document), expected);
}

void TestAmountChecks::samplesAddUp()
{
    for (quint32 seed = 0; seed < 50; ++seed) {
        const WebhookEvent event =
            sampleEvent(knownEventTypes().first(), QUrl(QStringLiteral("https://api.test")), seed);
        const auto answer = parseJson(sampleProposalAnswer(event, seed));
        const auto document = parseJson(sampleDocumentAnswer(event, seed));
        QVERIFY(answer && document);
        QVERIFY(checkAmounts(readInvoiceCodingProposal(*answer)).isEmpty());
        QVERIFY(checkAmounts(readDocumentResult(*document)).isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestAmountChecks)
#include "test_amountchecks.moc"
