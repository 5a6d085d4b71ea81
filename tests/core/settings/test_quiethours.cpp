// SPDX-License-Identifier: MIT
#include "core/settings/quiethours.h"

#include <QTest>

using namespace kaunt;

/// When nobody wants to be disturbed.
class TestQuietHours final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void coversTheTimesBetween_data();
    void coversTheTimesBetween();
};

void TestQuietHours::coversTheTimesBetween_data()
{
    QTest::addColumn<QTime>("from");
    QTest::addColumn<QTime>("to");
    QTest::addColumn<QTime>("time");
    QTest::addColumn<bool>("isQuiet");
    const auto row = [](const char* name, const char* from, const char* to, const char* time, bool isQuiet) {
        const auto read = [](const char* text) { return QTime::fromString(QLatin1String(text), Qt::ISODate); };
        QTest::newRow(name) << read(from) << read(to) << read(time) << isQuiet;
    };
    row("before", "12:00", "13:00", "11:59:59", false);
    row("the first moment", "12:00", "13:00", "12:00", true);
    row("the last moment", "12:00", "13:00", "12:59:59", true);
    row("after", "12:00", "13:00", "13:00", false);
    row("over midnight, in the evening", "22:00", "07:00", "22:00", true);
    row("over midnight, at midnight", "22:00", "07:00", "00:00", true);
    row("over midnight, in the morning", "22:00", "07:00", "06:59:59", true);
    row("over midnight, by day", "22:00", "07:00", "07:00", false);
    row("until midnight", "22:00", "00:00", "23:59:59", true);
    row("the whole day", "08:00", "08:00", "20:00", true);
}

void TestQuietHours::coversTheTimesBetween()
{
    QFETCH(const QTime, from);
    QFETCH(const QTime, to);
    QFETCH(const QTime, time);
    QTEST((QuietHours{true, from, to}.covers(time)), "isQuiet");
    QVERIFY(!(QuietHours{false, from, to}.covers(time)));
}

QTEST_APPLESS_MAIN(TestQuietHours)
#include "test_quiethours.moc"
