// SPDX-License-Identifier: MIT
#include "core/api/amountchecks.h"
#include "core/api/exactdecimal.h"
#include "core/simulator/samples.h"
#include "core/webhook/jsonvalue.h"

#include <QTest>

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

DimensionValue value(const QString& dimension, const QString& id)
{
    DimensionValue one;
    one.dimensionId = dimension;
    one.valueId = id;
    return one;
}

} // namespace

class TestAmountChecks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void decimalsAreExact_data();
    void decimalsAreExact();
    void overflowIsNothing();
    void whatAddsUpIsFine();
    void namesWhatDoesNotAddUp();
    void findsLinesByTheirNumber();
    void whatIsMissingSaysNothing();
    void aNumberOfSeveralLinesSaysNothing();
    void checksDocuments();
    void allowsForRounding_data();
    void allowsForRounding();
    void samplesAddUp();
    void findsConflictsOfACombination();
};

void TestAmountChecks::decimalsAreExact_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isRead");
    QTest::addColumn<QString>("written");
    QTest::newRow("two decimals") << QStringLiteral("1250.10") << true << QStringLiteral("1250.10");
    QTest::newRow("none") << QStringLiteral("-7") << true << QStringLiteral("-7.00");
    QTest::newRow("six") << QStringLiteral("0.000001") << true << QStringLiteral("0.000001");
    QTest::newRow("zeros behind") << QStringLiteral("1.5000000000") << true << QStringLiteral("1.50");
    QTest::newRow("below nought") << QStringLiteral("-0.05") << true << QStringLiteral("-0.05");
    QTest::newRow("too fine") << QStringLiteral("0.0000001") << false << QString();
    QTest::newRow("too large") << QStringLiteral("1234567890123") << false << QString();
    QTest::newRow("an exponent") << QStringLiteral("1e3") << false << QString();
    QTest::newRow("nothing") << QString() << false << QString();
}

void TestAmountChecks::decimalsAreExact()
{
    QFETCH(const QString, text);
    QFETCH(const bool, isRead);
    QFETCH(const QString, written);
    const auto value = millionths(text);
    QCOMPARE(value.has_value(), isRead);
    if (isRead)
        QCOMPARE(decimalText(*value), written);
}

void TestAmountChecks::overflowIsNothing()
{
    QCOMPARE(decimalText(*productOf(millionths(QStringLiteral("0.1")), millionths(QStringLiteral("-0.25")))),
             QStringLiteral("-0.025"));
    const auto large = millionths(QStringLiteral("999999999999"));
    QVERIFY(large);
    QVERIFY(!productOf(large, large));
    std::optional<Millionths> total = 0;
    for (int i = 0; i < 10; ++i)
        total = sumOf(total, large);
    QVERIFY(!total);
}

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
    partial.invoice->lines[0].vatAmount = QStringLiteral("2.5e1");
    QVERIFY(checkAmounts(partial).isEmpty());
}

void TestAmountChecks::aNumberOfSeveralLinesSaysNothing()
{
    InvoiceCodingProposal doubled = proposal();
    for (InvoiceLine& one : doubled.invoice->lines)
        one.lineNumber = QStringLiteral("1");
    doubled.groups[0].lineIndexes.clear();
    doubled.groups[0].lineNumbers = {QStringLiteral("1"), QStringLiteral("1")};
    QVERIFY(checkAmounts(doubled).isEmpty());
    QVERIFY(!isComparedWithLines(doubled, 0));
    doubled.groups[0].lineIndexes = {0, 1}; // the safe link
    QVERIFY(isComparedWithLines(doubled, 0));
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

void TestAmountChecks::findsConflictsOfACombination()
{
    LineProposal single;
    single.dimensions = {
        {QStringLiteral("gl"),
         {},
         {value(QStringLiteral("gl"), QStringLiteral("3600")), value(QStringLiteral("gl"), QStringLiteral("3690"))}},
        {QStringLiteral("cc"), {}, {}}};
    DimensionCombination combination;
    combination.values = {value(QStringLiteral("gl"), QStringLiteral("3600")),
                          value(QStringLiteral("cc"), QStringLiteral("100")),
                          value(QStringLiteral("vat"), QStringLiteral("I25"))};
    QVERIFY(combinationConflicts(combination, single).isEmpty());
    combination.values[0].valueId = QStringLiteral("3690");
    const QList<CombinationConflict> conflicts = combinationConflicts(combination, single);
    QCOMPARE(conflicts.size(), 1);
    QCOMPARE(conflicts.first().combined.valueId, QStringLiteral("3690"));
    QCOMPARE(conflicts.first().single.valueId, QStringLiteral("3600"));
}

QTEST_GUILESS_MAIN(TestAmountChecks)
#include "test_amountchecks.moc"
