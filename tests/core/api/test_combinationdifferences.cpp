// SPDX-License-Identifier: MIT
#include "core/api/combinationdifferences.h"

#include <QTest>

using namespace kaunt;

namespace {

DimensionValue value(const QString& dimension, const QString& id)
{
    DimensionValue one;
    one.dimensionId = dimension;
    one.valueId = id;
    return one;
}

/// As "gl:3690/3600": what the combination has, and what is proposed alone; "-" where there is none.
QString toldAs(const DimensionCombination& combination, const LineProposal& line)
{
    const auto told = [](const std::optional<DimensionValue>& one) {
        return one ? one->valueId + one->valueName : QStringLiteral("-");
    };
    QStringList all;
    const QList<CombinationDifference> differences = combinationDifferences(combination, line);
    for (const CombinationDifference& one : differences) {
        const QString dimension = one.combined ? one.combined->dimensionId : one.single->dimensionId;
        all.append(QStringLiteral("%1:%2/%3").arg(dimension, told(one.combined), told(one.single)));
    }
    return all.join(u' ');
}

/// GL account 3600 or 3690, cost centre 400; none for the project, as it is sent where there is nothing to propose.
LineProposal singles()
{
    LineProposal line;
    line.dimensions = {
        {QStringLiteral("gl"),
         {},
         {value(QStringLiteral("gl"), QStringLiteral("3600")), value(QStringLiteral("gl"), QStringLiteral("3690"))}},
        {QStringLiteral("cc"), {}, {value(QStringLiteral("cc"), QStringLiteral("400"))}},
        {QStringLiteral("empty"), {}, {}},
        {QStringLiteral("project"), {}, {value(QStringLiteral("project"), {})}}};
    return line;
}

} // namespace

class TestCombinationDifferences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theBestOfEachIsNoDifference();
    void anotherValueIsOne();
    void whatIsOnOneSideOnlyIsOne();
    void valuesAreToldApartByIdElseByName();
};

void TestCombinationDifferences::theBestOfEachIsNoDifference()
{
    DimensionCombination combination;
    combination.values = {value(QStringLiteral("cc"), QStringLiteral("400")),
                          value(QStringLiteral("gl"), QStringLiteral("3600"))};
    QCOMPARE(toldAs(combination, singles()), QString());
    combination.values.append(value(QStringLiteral("project"), {})); // none on either side
    QCOMPARE(toldAs(combination, singles()), QString());
    QCOMPARE(toldAs({}, {}), QString());
}

void TestCombinationDifferences::anotherValueIsOne()
{
    DimensionCombination combination;
    combination.values = {value(QStringLiteral("gl"), QStringLiteral("3690")),
                          value(QStringLiteral("cc"), QStringLiteral("400"))};
    QCOMPARE(toldAs(combination, singles()), QStringLiteral("gl:3690/3600"));
}

void TestCombinationDifferences::whatIsOnOneSideOnlyIsOne()
{
    DimensionCombination combination;
    QCOMPARE(toldAs(combination, singles()), QStringLiteral("gl:-/3600 cc:-/400"));
    combination.values = {value(QStringLiteral("vat"), QStringLiteral("I25")),
                          value(QStringLiteral("gl"), QStringLiteral("3600"))};
    QCOMPARE(toldAs(combination, singles()), QStringLiteral("vat:I25/- cc:-/400"));
    combination.values = {value(QStringLiteral("gl"), {}), value(QStringLiteral("cc"), QStringLiteral("400"))};
    QCOMPARE(toldAs(combination, singles()), QStringLiteral("gl:-/3600"));
}

void TestCombinationDifferences::valuesAreToldApartByIdElseByName()
{
    LineProposal line;
    DimensionValue named = value(QStringLiteral("cc"), {});
    named.valueName = QStringLiteral("IT");
    line.dimensions = {{QStringLiteral("cc"), {}, {named}}};
    DimensionCombination combination;
    combination.values = {named};
    combination.values[0].valueId = QStringLiteral("400");
    QCOMPARE(toldAs(combination, line), QString());
    combination.values[0].valueName = QStringLiteral("Sales");
    QCOMPARE(toldAs(combination, line), QStringLiteral("cc:400Sales/IT"));
}

QTEST_GUILESS_MAIN(TestCombinationDifferences)
#include "test_combinationdifferences.moc"
