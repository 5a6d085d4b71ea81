// SPDX-License-Identifier: MIT
#include "core/durationtext.h"

#include <QTest>

using namespace kaunt;

using std::chrono::milliseconds;

class TestDurationText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsNumberAndUnit_data();
    void readsNumberAndUnit();
    void refusesOthers_data();
    void refusesOthers();
};

void TestDurationText::readsNumberAndUnit_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("millis");
    QTest::addColumn<bool>("isWithinADay");
    const auto row = [](const char* text, qint64 millis, bool isWithinADay) {
        QTest::newRow(text) << QString::fromLatin1(text) << millis << isWithinADay;
    };
    row("0s", 0, false);
    row("1s", 1'000, true);
    row("90s", 90'000, true);
    row("10m", 600'000, true);
    row("2h", 7'200'000, true);
    row("2H", 7'200'000, true);
    row("24h", 86'400'000, true);
    row("1d", 86'400'000, true);
    row("86401s", 86'401'000, false);
    row("25h", 90'000'000, false);
    row("3d", 259'200'000, false);
    row("1w", 604'800'000, false);
    row("999999w", 604'799'395'200'000, false);
}

void TestDurationText::readsNumberAndUnit()
{
    QFETCH(const QString, text);
    QFETCH(const qint64, millis);
    QFETCH(const bool, isWithinADay);
    QCOMPARE(anyDurationFromText(text), std::optional(milliseconds(millis)));
    QCOMPARE(durationFromText(text), isWithinADay ? std::optional(milliseconds(millis)) : std::nullopt);
}

void TestDurationText::refusesOthers_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text :
         {"", "s", "5", "-5s", "5 s", " 5s", "5s ", "1.5h", "5x", "5ms", "1000000s", "2h30m", "\u0665s"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestDurationText::refusesOthers()
{
    QFETCH(const QString, text);
    QVERIFY(!anyDurationFromText(text));
    QVERIFY(!durationFromText(text));
}

QTEST_APPLESS_MAIN(TestDurationText)
#include "test_durationtext.moc"
