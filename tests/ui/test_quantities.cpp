// SPDX-License-Identifier: MIT
#include "ui/plaintooltip.h"
#include "ui/quantities.h"

#include <QTest>
#include <QTextDocument>

using namespace kaunt;

/// Numbers, times and amounts as people read them.
class TestQuantities : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void durations_data();
    void durations();
    void amounts_data();
    void amounts();
    void dates_data();
    void dates();
    void yearsAreWhole();
    void sizesNameTheExactCount();
    void timesAreLocalAndUtc();
    void toolTipsAreNeverHtml();
};

void TestQuantities::durations_data()
{
    QTest::addColumn<qint64>("micros");
    QTest::addColumn<QString>("text");
    QTest::newRow("under a millisecond") << qint64{310} << QStringLiteral("0.31 ms");
    QTest::newRow("milliseconds") << qint64{120'400} << QStringLiteral("120 ms");
    QTest::newRow("seconds") << qint64{4'200'000} << QStringLiteral("4.2 s");
    QTest::newRow("minutes") << qint64{200'000'000} << QStringLiteral("3 min 20 s");
    QTest::newRow("hours") << qint64{7'500'000'000} << QStringLiteral("2 h 5 min");
    QTest::newRow("days") << qint64{97'200'000'000} << QStringLiteral("1 d 3 h");
    QTest::newRow("backwards") << qint64{-7'500'000'000} << QStringLiteral("-2 h 5 min");
}

void TestQuantities::durations()
{
    QFETCH(qint64, micros);
    QFETCH(QString, text);
    QCOMPARE(durationText(micros, QLocale::c()), text);
}

void TestQuantities::amounts_data()
{
    QTest::addColumn<QString>("amount");
    QTest::addColumn<QString>("currency");
    QTest::addColumn<QString>("danish");
    QTest::newRow("two decimals") << QStringLiteral("1250.00") << QStringLiteral("DKK")
                                  << QStringLiteral("1.250,00 DKK");
    QTest::newRow("no decimals") << QStringLiteral("-7") << QStringLiteral("EUR") << QStringLiteral("-7,00 EUR");
    QTest::newRow("more decimals stay") << QStringLiteral("0.1255") << QString() << QStringLiteral("0,1255");
    QTest::newRow("longer than a double is exact")
        << QStringLiteral("12345678901234567.89") << QString() << QStringLiteral("12.345.678.901.234.567,89");
    QTest::newRow("longer than any amount")
        << QStringLiteral("1234567890123456789.5") << QString() << QStringLiteral("1234567890123456789.5");
    QTest::newRow("an exponent") << QStringLiteral("1E+3") << QStringLiteral("EUR") << QStringLiteral("1.000,00 EUR");
    QTest::newRow("less than one below nought") << QStringLiteral("-0.05") << QString() << QStringLiteral("-0,05");
    QTest::newRow("no number") << QStringLiteral("n/a") << QString() << QStringLiteral("n/a");
    QTest::newRow("no hundredths of a yen")
        << QStringLiteral("132000") << QStringLiteral("jpy") << QStringLiteral("132.000 jpy");
    QTest::newRow("thousandths") << QStringLiteral("1.5") << QStringLiteral("KWD") << QStringLiteral("1,500 KWD");
    QTest::newRow("a ten thousandth") << QStringLiteral("12.5") << QStringLiteral("CLF")
                                      << QStringLiteral("12,5000 CLF");
    QTest::newRow("nothing") << QString() << QStringLiteral("DKK") << QString();
}

void TestQuantities::amounts()
{
    QFETCH(QString, amount);
    QFETCH(QString, currency);
    QFETCH(QString, danish);
    const QLocale locale(QLocale::Danish, QLocale::Denmark);
    QCOMPARE(amountText(amount, currency, locale), danish);
    QCOMPARE(amountNumber(amount, currency, locale), danish.section(u' ', 0, 0));
}

void TestQuantities::dates_data()
{
    QTest::addColumn<QString>("iso");
    QTest::addColumn<QString>("text");
    QTest::newRow("a date") << QStringLiteral("2026-01-31") << QStringLiteral("31/01/2026");
    QTest::newRow("a date as a date-time") << QStringLiteral("2026-01-31T00:00:00") << QStringLiteral("31/01/2026");
    QTest::newRow("a time without a zone")
        << QStringLiteral("2026-01-31T23:30:00") << QStringLiteral("31/01/2026 23:30");
    QTest::newRow("a time elsewhere") << QStringLiteral("2026-01-31T12:30:00Z")
                                      << QStringLiteral("31/01/2026 12:30 UTC");
    QTest::newRow("midnight, sent as UTC")
        << QStringLiteral("2026-01-31T23:00:00Z") << QStringLiteral("31/01/2026 23:00 UTC (01/02/2026 local time)");
    QTest::newRow("with an offset") << QStringLiteral("2026-01-31T23:30:00+05:00")
                                    << QStringLiteral("31/01/2026 23:30 UTC+05:00");
    QTest::newRow("no date") << QStringLiteral("2026-02-31") << QStringLiteral("2026-02-31");
    QTest::newRow("free text") << QStringLiteral("end of month") << QStringLiteral("end of month");
}

void TestQuantities::dates()
{
    QFETCH(QString, iso);
    QFETCH(QString, text);
    const QLocale locale(QLocale::English, QLocale::UnitedKingdom);
    // Some editions of the language's forms have a comma before the time.
    QCOMPARE(dateText(iso, locale).remove(u','), text);
}

void TestQuantities::yearsAreWhole()
{
    const QString iso = QStringLiteral("2026-01-31");
    QCOMPARE(dateText(iso, QLocale(QLocale::German, QLocale::Germany)), QStringLiteral("31.01.2026"));
    QCOMPARE(dateText(iso, QLocale(QLocale::English, QLocale::UnitedStates)), QStringLiteral("1/31/2026"));
}

void TestQuantities::sizesNameTheExactCount()
{
    QCOMPARE(sizeText(419, QLocale::c()), QStringLiteral("419 bytes"));
    QCOMPARE(sizeText(1, QLocale::c()), QStringLiteral("1 byte"));
    const QString large = sizeText(1'258'291, QLocale(QLocale::English, QLocale::UnitedKingdom));
    QVERIFY2(large.startsWith(u"1.2 MiB"), qPrintable(large));
    QVERIFY2(large.contains(u"1,258,291 bytes"), qPrintable(large));
}

void TestQuantities::timesAreLocalAndUtc()
{
    constexpr qint64 time = 1'769'864'531'123;
    QCOMPARE(utcTimeText(time), QStringLiteral("2026-01-31T13:02:11.123Z"));
    QVERIFY(localTimeText(time).endsWith(u"14:02:11.123"));
}

void TestQuantities::toolTipsAreNeverHtml()
{
    const QString hostile = QStringLiteral("<b>bold</b>\n<img src='file:///etc/passwd'>");
    QTextDocument shown;
    shown.setHtml(plainToolTip(hostile));
    QCOMPARE(shown.toPlainText(), hostile);
    QVERIFY(plainToolTip(QString()).isEmpty());
}

QTEST_MAIN(TestQuantities)
#include "test_quantities.moc"
