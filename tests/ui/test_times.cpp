// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"
#include "tests/ui/listedlog.h"
#include "ui/relativetimes.h"
#include "ui/timesmenu.h"
#include "ui/timewording.h"

#include <QAction>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// The same moment, told in the way that the user has chosen.
class TestTimes final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tells_data();
    void tells();
    void tellsHowLongAgo_data();
    void tellsHowLongAgo();
    void hasANameForEachStyle();
    void tellsTheListsTimes();
    void tellsWhatCameInBetween();
    void knowsTheTimeBeforeAPageOfTheList();
    void goesOnOnlyWhileShown();
    void isChosenInAMenu();
};

namespace {

constexpr qint64 someTime = 1'769'864'531'123; // 2026-01-31T13:02:11.123Z, 14:02:11 in Copenhagen
constexpr qint64 second = 1'000;
constexpr qint64 minute = 60 * second;
constexpr qint64 hour = 60 * minute;
constexpr qint64 day = 24 * hour;

} // namespace

void TestTimes::tells_data()
{
    QTest::addColumn<TimeStyle>("style");
    QTest::addColumn<qint64>("now");
    QTest::addColumn<qint64>("before");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* name, TimeStyle style, qint64 age, qint64 gap, const char* text) {
        QTest::newRow(name) << style << someTime + age << someTime - gap << QString::fromUtf8(text);
    };
    row("local", TimeStyle::Local, minute, 0, "14:02:11");
    row("local, another day", TimeStyle::Local, day, 0, "31 Jan 2026 14:02:11");
    row("utc", TimeStyle::Utc, minute, 0, "13:02:11");
    row("utc, today though not here", TimeStyle::Utc, 10 * hour + 57 * minute, 0, "13:02:11");
    row("utc, another day", TimeStyle::Utc, 11 * hour, 0, "31 Jan 2026 13:02:11");
    row("relative", TimeStyle::Relative, 4 * minute, 0, "4 min ago");
    row("at once", TimeStyle::SincePrevious, 0, 0, "+0 ms");
    row("soon", TimeStyle::SincePrevious, 0, 5, "+5 ms");
    row("later", TimeStyle::SincePrevious, 0, 4'200, "+4.2 s");
    row("a clock that was set back", TimeStyle::SincePrevious, 0, -2'000, "−2.0 s");
}

void TestTimes::tells()
{
    QFETCH(const TimeStyle, style);
    QFETCH(const qint64, now);
    QFETCH(const qint64, before);
    QTEST(timeText(style, someTime, now, before), "text");
    QCOMPARE(timeText(TimeStyle::SincePrevious, someTime, now, {}), QStringLiteral("–"));
    const QString exact = exactTimeText(someTime);
    QVERIFY(exact.contains(QStringLiteral("14:02:11.123")));
    QVERIFY(exact.contains(QStringLiteral("13:02:11.123Z")));
}

void TestTimes::tellsHowLongAgo_data()
{
    QTest::addColumn<qint64>("age");
    QTest::addColumn<QString>("text");
    const auto row = [](qint64 age, const char* text) { QTest::addRow("%lld", age) << age << QString::fromUtf8(text); };
    row(0, "just now");
    row(9'999, "just now");
    row(-9'999, "just now");
    row(-minute, "14:02:11");
    row(10 * second, "10 s ago");
    row(59 * second, "50 s ago");
    row(minute, "1 min ago");
    row(hour - 1, "59 min ago");
    row(hour, "1 h ago");
    row(2 * day - 1, "47 h ago");
    row(40 * day, "40 days ago");
}

void TestTimes::tellsHowLongAgo()
{
    QFETCH(const qint64, age);
    QTEST(agoText(someTime, someTime + age), "text");
}

void TestTimes::hasANameForEachStyle()
{
    for (const TimeStyle style : {TimeStyle::Local, TimeStyle::Utc, TimeStyle::Relative, TimeStyle::SincePrevious}) {
        QCOMPARE(timeStyleFromCode(timeStyleCode(style)), style);
        QVERIFY(!timeTitle(style).isEmpty());
    }
    QCOMPARE(timeStyleFromCode(QStringLiteral("martian")), TimeStyle::Local);
    QCOMPARE(timeStyleFromCode({}), TimeStyle::Local);
}

void TestTimes::tellsTheListsTimes()
{
    ListedLog list;
    const qint64 now = list.clock().utcMillis();
    list.append({verifiedDelivery(QStringLiteral("a"), now - 5 * minute), refusedDelivery("{}", now)});
    QVERIFY(list.ask(foldedQuery()));
    QCOMPARE(list.text(1, DeliveryColumn::Time), QStringLiteral("13:57:11"));
    const QSignalSpy changed(&list.model(), &QAbstractItemModel::dataChanged);
    list.model().setTimeStyle(TimeStyle::Utc);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(list.text(1, DeliveryColumn::Time), QStringLiteral("12:57:11"));
    QCOMPARE(list.model().headerData(0, Qt::Horizontal).toString(), QStringLiteral("Time (UTC)"));
    // Who has it read aloud hears what others see.
    QCOMPARE(list.model().headerData(0, Qt::Horizontal, Qt::AccessibleTextRole).toString(),
             QStringLiteral("Time (UTC), sorted descending"));
    const QModelIndex time = list.model().index(1, 0);
    QCOMPARE(time.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Time (UTC): 12:57:11"));
    list.model().setTimeStyle(TimeStyle::Relative);
    QCOMPARE(list.text(1, DeliveryColumn::Time), QStringLiteral("5 min ago"));
    QCOMPARE(time.data(Qt::AccessibleTextRole).toString(), QStringLiteral("Time: 5 min ago"));
    list.clock().advance(minute);
    QCOMPARE(list.text(1, DeliveryColumn::Time), QStringLiteral("6 min ago"));
    const QString toolTip = list.model().index(1, 0).data(Qt::ToolTipRole).toString();
    QVERIFY2(toolTip.contains(QStringLiteral("13:57:11")), qPrintable(toolTip));
    QVERIFY2(toolTip.contains(QStringLiteral("12:57:11")), qPrintable(toolTip));
}

void TestTimes::tellsWhatCameInBetween()
{
    ListedLog list;
    list.model().setTimeStyle(TimeStyle::SincePrevious);
    const qint64 now = list.clock().utcMillis();
    list.append({verifiedDelivery(QStringLiteral("a"), now), verifiedDelivery(QStringLiteral("b"), now + 2'500)});
    QVERIFY(list.ask(foldedQuery()));
    QCOMPARE(list.text(0, DeliveryColumn::Time), QStringLiteral("+2.5 s"));
    QCOMPARE(list.text(1, DeliveryColumn::Time), QStringLiteral("–"));
    list.append({verifiedDelivery(QStringLiteral("c"), now + 2'600)});
    QTRY_COMPARE(list.model().rowCount(), 3);
    QCOMPARE(list.text(0, DeliveryColumn::Time), QStringLiteral("+100 ms"));
    QCOMPARE(list.text(1, DeliveryColumn::Time), QStringLiteral("+2.5 s"));
}

/// It may be in a page that nobody looks at.
void TestTimes::knowsTheTimeBeforeAPageOfTheList()
{
    ListedLog list;
    QList<Delivery> deliveries = manyDeliveries(200);
    for (qsizetype i = 0; i < deliveries.size(); ++i)
        deliveries[i].receivedAt = list.clock().utcMillis() + i * 7;
    list.append(deliveries);
    DeliveryListModel model(list.reader(), list.clock());
    model.setTimeStyle(TimeStyle::SincePrevious);
    QSignalSpy answered(&model, &DeliveryListModel::modelReset);
    model.setQuery(foldedQuery());
    QVERIFY(answered.wait());
    const QModelIndex lastOfAPage = model.index(63, 0);
    QTRY_COMPARE(lastOfAPage.data().toString(), QStringLiteral("+7 ms"));
}

void TestTimes::goesOnOnlyWhileShown()
{
    QTableView view;
    int updates = 0;
    RelativeTimes times(&view, [&updates] { ++updates; });
    times.setOn(true);
    QVERIFY(!times.isRunning());
    QCOMPARE(updates, 0);
    view.show();
    QVERIFY(times.isRunning());
    QCOMPARE(updates, 1); // nobody did it while it was hidden
    view.hide();
    QVERIFY(!times.isRunning());
    view.show();
    times.setOn(false);
    QVERIFY(!times.isRunning());
    times.setOn(true);
    QVERIFY(times.isRunning());
}

void TestTimes::isChosenInAMenu()
{
    TimesMenu menu;
    QSignalSpy chosen(&menu, &TimesMenu::styleChosen);
    const auto* utc = menu.findChild<QAction*>(QStringLiteral("times-utc"));
    QVERIFY(menu.findChild<QAction*>(QStringLiteral("times-local"))->isChecked());
    menu.findChild<QAction*>(QStringLiteral("times-utc"))->trigger();
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen.at(0).at(0).value<TimeStyle>(), TimeStyle::Utc);
    QVERIFY(utc->isChecked());
    menu.setStyle(TimeStyle::Relative);
    QVERIFY(menu.findChild<QAction*>(QStringLiteral("times-relative"))->isChecked());
    QVERIFY(!utc->isChecked());
    QCOMPARE(chosen.size(), 1);
}

QTEST_MAIN(TestTimes)
#include "test_times.moc"
