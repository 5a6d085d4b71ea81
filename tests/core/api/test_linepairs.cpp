// SPDX-License-Identifier: MIT
#include "core/api/linepairs.h"

#include <QStringList>
#include <QTest>

using namespace kaunt;

namespace {

struct Numbered {
    QString lineNumber;
};

/// "-" is a line without a number.
QList<Numbered> linesOf(const QString& numbers)
{
    QList<Numbered> lines;
    const QStringList all = numbers.split(u' ', Qt::SkipEmptyParts);
    for (const QString& number : all)
        lines.append({number == QLatin1String("-") ? QString() : number});
    return lines;
}

} // namespace

/// Which lines of two lists are about the same.
class TestLinePairs final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void pairsLines_data();
    void pairsLines();
    void findsPlacesOfUniqueNumbers();
};

void TestLinePairs::pairsLines_data()
{
    QTest::addColumn<QString>("others");
    QTest::addColumn<QString>("places");
    const auto row = [](const char* lines, const char* others, const char* places) {
        QTest::addRow("%s / %s", lines, others) << QString::fromLatin1(others) << QString::fromLatin1(places);
    };
    row("10 20", "20 10 30", "1 0");
    row("10 20", "10 30 40", "0 -1");
    row("1 1", "1 1", "0 1");
    row("1 1", "1 2 3", "-1 -1");
    row("1", "1 1", "-1");
    row("- -", "10 20", "0 1");
    row("10 20", "- -", "0 1");
    row("- -", "- - -", "-1 -1");
    row("10 20", "10 30", "0 -1");
    row("1 1 2", "2 1 1", "-1 1 0");
    row("- 5", "5 -", "-1 0");
    row("", "1", "");
}

void TestLinePairs::pairsLines()
{
    QFETCH(const QString, others);
    const QString lines = QString::fromLatin1(QTest::currentDataTag()).section(QStringLiteral(" / "), 0, 0);
    QStringList places;
    for (const qsizetype place : counterparts(linesOf(lines), linesOf(others)))
        places.append(QString::number(place));
    QTEST(places.join(u' '), "places");
}

void TestLinePairs::findsPlacesOfUniqueNumbers()
{
    QCOMPARE(placesByNumber(linesOf(QStringLiteral("1 2 1 - 1 3"))),
             (QHash<QString, qsizetype>{{QStringLiteral("2"), 1}, {QStringLiteral("3"), 5}}));
}

QTEST_GUILESS_MAIN(TestLinePairs)
#include "test_linepairs.moc"
