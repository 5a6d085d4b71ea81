// SPDX-License-Identifier: MIT
#include "core/storage/filterexpression.h"
#include "core/webhook/webhookevent.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>

using namespace kaunt;

/// How a filter is read, and where a wrong one points.
class TestFilterExpression final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void readsTimes_data();
    void readsTimes();
    void leavesNothingOutOfAnHourThatIsThereTwice();
    void pointsAtTheError_data();
    void pointsAtTheError();
    void saysWhatIsAllowed();
    void writesWhatItReads_data();
    void writesWhatItReads();
    void isEmptyForNothing();
    void tellsWhatLaterNewsMayChange_data();
    void tellsWhatLaterNewsMayChange();
    void refusesAnEndlessValue();
    void readsLargeNumbers();
    void refusesMoreValuesThanCanBeAskedFor_data();
    void refusesMoreValuesThanCanBeAskedFor();
};

namespace {

using Compare = FilterExpression::Compare;
using Field = FilterExpression::Field;

constexpr qint64 second = 1000;

/// "-field:compare:text|compare:text" for each term, so that a case stands on a line.
QString spelled(const FilterExpression& filter)
{
    static const QHash<Compare, QString> signs{
        {Compare::Contains, QStringLiteral("~")},       {Compare::Prefix, QStringLiteral("^")},
        {Compare::Equal, QStringLiteral("=")},          {Compare::Less, QStringLiteral("<")},
        {Compare::LessOrEqual, QStringLiteral("<=")},   {Compare::Greater, QStringLiteral(">")},
        {Compare::GreaterOrEqual, QStringLiteral(">=")}};
    QStringList terms;
    for (const FilterExpression::Term& term : filter.terms) {
        const QString name =
            term.field == Field::Text ? QStringLiteral("text") : FilterExpression::fieldNames().at(int(term.field));
        QStringList alternatives;
        for (const auto& alternative : term.alternatives) {
            const bool isNumber = term.field == Field::Attempt || term.field == Field::Status;
            const QString path = alternative.path.isEmpty() ? QString() : alternative.path + u' ';
            const QString value = path + (isNumber ? QString::number(alternative.number) : alternative.text);
            alternatives.append(signs.value(alternative.compare) + value);
        }
        terms.append((term.negated ? QStringLiteral("-") : QString()) + name + u' ' +
                     alternatives.join(QStringLiteral(" | ")));
    }
    return terms.join(QStringLiteral("; "));
}

} // namespace

void TestFilterExpression::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* text, const char* expected) {
        QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
    };
    row("type:failed", "type ~failed");
    row("verdict:mismatch", "verdict =mismatch");
    row("verdict:NO-SECRET|verified", "verdict =no-secret | =verified");
    row("company:nordlys", "company ~nordlys");
    row("company:\"nordlys as\"", "company ~nordlys as");
    row("company:\"nordlys as\"|sydlys", "company ~nordlys as | ~sydlys");
    row("tenant:4f0c", "tenant ~4f0c");
    row("id:6d1f", "id ^6d1f");
    row("correlation:9a1d endpoint:default", "correlation ~9a1d; endpoint ~default");
    row("peer:127.0.0", "peer ~127.0.0");
    row("peer:::1", "peer ~::1");
    row("status:401|>=500", "status =401 | >=500");
    row("note:\"ask them\" has:mark|note", "note ~ask them; has =mark | =note");
    row("attempt:3", "attempt =3");
    row("attempt:=3", "attempt =3");
    row("attempt:>1", "attempt >1");
    row("attempt:>=2|<1", "attempt >=2 | <1");
    row("attempt:<=2", "attempt <=2");
    row("delivery:4|7", "delivery =4 | =7");
    row("has:resource", "has =resource");
    row("forward:Failed|accepted", "forward =failed | =accepted");
    row("field:Count=2", "field =$.Count 2");
    row("-field:\"Sub.a=b c\"|$.Lines[0]=null", "-field =$.Sub.a b c | =$.Lines[0] null");
    row("field:['odd=key'][1].Beløb=x=y", "field =$['odd=key'][1]['Beløb'] x=y");
    row("field:Name=", "field =$.Name ");
    row("field:a-b.c=1", "field =$['a-b'].c 1");
    row("field:$.Beløb=1|$['Beløb']=2", "field =$['Beløb'] 1 | =$['Beløb'] 2");
    row("field:$type=1|Sub.$id=2|$=3", "field =$['$type'] 1 | =$.Sub['$id'] 2 | =$ 3");
    row("-has:Notes|diagnosis", "-has =notes | =diagnosis");
    row("TYPE:x", "type ~x");
    row("word", "text ~word");
    row("two words", "text ~two; text ~words");
    row("\"free text\"", "text ~free text");
    row("-\"free text\"", "-text ~free text");
    row("\"https://api.kaunt.com/\"", "text ~https://api.kaunt.com/");
    row("\"type:failed\"", "text ~type:failed");
    row(R"("\"Id\":\"6d1f\"")", "text ~\"Id\":\"6d1f\"");
    row(R"("a\b\\c")", R"(text ~a\b\c)");
    row("foo|bar:baz", "text ~foo | ~bar:baz");
    row("a\"b", "text ~a\"b");
    row("--x", "-text ~-x");
    row("  \t type:failed   -id:6d1f\n", "type ~failed; -id ^6d1f");
    row("company:ærø", "company ~ærø");
    row("company:a:b", "company ~a:b");
    row("company=:1", "company =1");
    row("-COMPANY=:\"a b\"|1", "-company =a b | =1");
    row("peer=:::1 id=:a company:b", "peer =::1; id =a; company ~b");
    row("company:=1", "company ~=1"); // as ever
    row("company=1", "text ~company=1");
}

void TestFilterExpression::reads()
{
    QFETCH(const QString, text);
    QFETCH(const QString, expected);
    const auto filter = parseFilter(text);
    QVERIFY(filter);
    QCOMPARE(spelled(*filter), expected);
}

void TestFilterExpression::readsTimes_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<bool>("relative");
    QTest::addColumn<qint64>("number");
    QTest::newRow("seconds") << "30s" << true << 30 * second;
    QTest::newRow("minutes") << "5m" << true << 300 * second;
    QTest::newRow("hours") << "2h" << true << 7200 * second;
    QTest::newRow("in upper case") << "2H" << true << 7200 * second;
    QTest::newRow("days") << "3d" << true << 259'200 * second;
    QTest::newRow("weeks") << "1w" << true << 604'800 * second;
    const auto utc = [](int hour, int minute, int secondOfMinute = 0, int millis = 0) {
        return QDateTime(QDate(2026, 1, 31), QTime(hour, minute, secondOfMinute, millis), Qt::UTC).toMSecsSinceEpoch();
    };
    // The tests run in Europe/Copenhagen, an hour ahead in winter.
    QTest::newRow("date") << "2026-01-31" << false << utc(0, 0) - 3600 * second;
    QTest::newRow("local time") << "2026-01-31T14:02" << false << utc(13, 2);
    QTest::newRow("local time with a blank") << "\"2026-01-31 14:02\"" << false << utc(13, 2);
    QTest::newRow("UTC") << "2026-01-31T13:02:11.123Z" << false << utc(13, 2, 11, 123);
    QTest::newRow("offset") << "2026-01-31T08:02:11-05:00" << false << utc(13, 2, 11);
}

void TestFilterExpression::readsTimes()
{
    QFETCH(const QString, value);
    QFETCH(const bool, relative);
    QFETCH(const qint64, number);
    for (const QString& field : {QStringLiteral("since:"), QStringLiteral("before:")}) {
        const auto filter = parseFilter(field + value);
        QVERIFY(filter);
        const auto alternative = filter->terms.at(0).alternatives.at(0);
        QCOMPARE(alternative.relative, relative);
        QCOMPARE(alternative.number, number);
    }
}

/// On 25 October 2026 clocks in Copenhagen show 02:30 twice, at 00:30 and at 01:30 UTC.
void TestFilterExpression::leavesNothingOutOfAnHourThatIsThereTwice()
{
    const auto numberOf = [](const char* text) {
        const auto filter = parseFilter(QString::fromUtf8(text));
        return filter ? filter->terms.at(0).alternatives.at(0).number : -1;
    };
    const auto utc = [](int hour) {
        return QDateTime(QDate(2026, 10, 25), QTime(hour, 30), Qt::UTC).toMSecsSinceEpoch();
    };
    QCOMPARE(numberOf("since:2026-10-25T02:30"), utc(0));
    QCOMPARE(numberOf("before:2026-10-25T02:30"), utc(1));
    QCOMPARE(numberOf("since:2026-10-25T02:30+01:00"), utc(1));
}

void TestFilterExpression::pointsAtTheError_data()
{
    using Code = FilterError::Code;
    QTest::addColumn<QString>("text");
    QTest::addColumn<FilterError::Code>("code");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("wrong");
    const auto row = [](const char* text, Code code, int position, const char* wrong) {
        QTest::newRow(text) << QString::fromUtf8(text) << code << position << QString::fromUtf8(wrong);
    };
    row("colour:red", Code::UnknownField, 0, "colour");
    row("ø typ:failed", Code::UnknownField, 2, "typ");
    row("-typ:failed", Code::UnknownField, 1, "typ");
    row("https://x", Code::UnknownField, 0, "https");
    row(":x", Code::UnknownField, 0, ":");
    row("=:x", Code::UnknownField, 0, "=");
    row("verdict=:mismatch", Code::UnknownField, 0, "verdict=");
    row("company==:x", Code::UnknownField, 0, "company==");
    row("a company:", Code::EmptyValue, 2, "company:");
    row("company: x", Code::EmptyValue, 0, "company:");
    row("company:a||b", Code::EmptyValue, 0, "company:a|");
    row("a|", Code::EmptyValue, 0, "a|");
    row("|a", Code::EmptyValue, 0, "");
    row("-", Code::EmptyValue, 0, "-");
    row("x \"\"", Code::EmptyValue, 2, "\"\"");
    row("company:\"nordlys as", Code::UnclosedQuote, 8, "\"nordlys as");
    row("a \"", Code::UnclosedQuote, 2, "\"");
    row("\"a\\\"", Code::UnclosedQuote, 0, "\"a\\\"");
    row("\"Id\":\"x\"", Code::WrongValue, 4, ":\"x\"");
    row("attempt:many", Code::WrongNumber, 8, "many");
    row("attempt:1|>", Code::WrongNumber, 10, ">");
    row("attempt:-1", Code::WrongNumber, 8, "-1");
    row("attempt:=>1", Code::WrongNumber, 8, "=>1");
    row("status:ok", Code::WrongNumber, 7, "ok");
    row("since:yesterday", Code::WrongTime, 6, "yesterday");
    row("since:5y", Code::WrongTime, 6, "5y");
    row("since:9999999w", Code::WrongTime, 6, "9999999w");
    row("before:2026-02-30", Code::WrongTime, 7, "2026-02-30");
    row("before:2026-01-31T25:00", Code::WrongTime, 7, "2026-01-31T25:00");
    row("before:2026-1-31", Code::WrongTime, 7, "2026-1-31");
    row("before:2026-01-31T10:00junk", Code::WrongTime, 7, "2026-01-31T10:00junk");
    row("verdict:verified|good", Code::WrongValue, 17, "good");
    row("has:everything", Code::WrongValue, 4, "everything");
    row("field:Count", Code::WrongPath, 6, "Count");
    row("field:a=1|=2", Code::WrongPath, 10, "=2");
}

void TestFilterExpression::pointsAtTheError()
{
    QFETCH(const QString, text);
    QFETCH(const FilterError::Code, code);
    QFETCH(const int, position);
    QFETCH(const QString, wrong);
    const auto filter = parseFilter(text);
    QVERIFY(!filter);
    QCOMPARE(filter.error().code, code);
    QCOMPARE(filter.error().position, position);
    QCOMPARE(filter.error().text, wrong);
    QCOMPARE(filter.error().length, wrong.size());
}

void TestFilterExpression::saysWhatIsAllowed()
{
    QCOMPARE(parseFilter(QStringLiteral("colour:red")).error().allowed, FilterExpression::fieldNames());
    QCOMPARE(parseFilter(QStringLiteral("verdict:x")).error().allowed, FilterExpression::fieldValues(Field::Verdict));
    QCOMPARE(parseFilter(QStringLiteral("has:x")).error().allowed, FilterExpression::fieldValues(Field::Has));
    QCOMPARE(parseFilter(QStringLiteral("forward:waiting")).error().allowed,
             FilterExpression::fieldValues(Field::Forward));
    QCOMPARE(FilterExpression::fieldNames().size(), 17);
    QVERIFY(FilterExpression::fieldValues(Field::Verdict).contains(QStringLiteral("no-secret")));
    QVERIFY(FilterExpression::fieldValues(Field::Has).contains(QStringLiteral("resource")));
    QCOMPARE(FilterExpression::fieldValues(Field::Type), knownEventTypes());
    QVERIFY(FilterExpression::fieldValues(Field::Company).isEmpty());
    QVERIFY(FilterExpression::fieldValues(Field::Text).isEmpty());
}

void TestFilterExpression::writesWhatItReads_data()
{
    QTest::addColumn<QString>("value");
    for (const char* value : {"plain", "two words", "a|b", "say \"hi\"", "back\\slash", "a \\\" b", "with:colon",
                              "-minus", "type:failed", "-type:\\failed", "a\tb", "ends with \\"})
        QTest::newRow(value) << QString::fromUtf8(value);
}

void TestFilterExpression::writesWhatItReads()
{
    QFETCH(const QString, value);
    for (const QString& field : {QString(), QStringLiteral("company")}) {
        const auto filter = parseFilter(filterTerm(field, value));
        QVERIFY2(filter.has_value(), qPrintable(filterTerm(field, value)));
        QCOMPARE(filter->terms.size(), 1);
        QCOMPARE(filter->terms.at(0).field, field.isEmpty() ? Field::Text : Field::Company);
        QVERIFY(!filter->terms.at(0).negated);
        QCOMPARE(filter->terms.at(0).alternatives.size(), 1);
        QCOMPARE(filter->terms.at(0).alternatives.at(0).text, value);
    }
    const auto exact = parseFilter(exactFilterTerm(QStringLiteral("company"), value));
    QVERIFY(exact);
    QCOMPARE(exact->terms.size(), 1);
    QCOMPARE(exact->terms.at(0).alternatives.at(0).text, value);
}

void TestFilterExpression::isEmptyForNothing()
{
    for (const QString& text : {QString(), QStringLiteral("  \n ")}) {
        const auto filter = parseFilter(text);
        QVERIFY(filter);
        QVERIFY(filter->isEmpty());
    }
}

void TestFilterExpression::tellsWhatLaterNewsMayChange_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("byAnnotations");
    QTest::addColumn<bool>("byResources");
    QTest::addColumn<bool>("byForwards");
    QTest::newRow("nothing") << "company:note type:mark" << false << false << false;
    QTest::newRow("a mark") << "type:failed has:event|mark" << true << false << false;
    QTest::newRow("a note") << "-has:note" << true << false << false;
    QTest::newRow("words of a note") << "note:vendor" << true << false << false;
    QTest::newRow("free text") << "vendor" << true << true << false;
    QTest::newRow("a resource") << "-has:resource" << false << true << false;
    QTest::newRow("a forward") << "-forward:failed" << false << false << true;
}

void TestFilterExpression::tellsWhatLaterNewsMayChange()
{
    QFETCH(const QString, text);
    const auto filter = parseFilter(text);
    QVERIFY(filter);
    QTEST(filter->asksForAnnotations(), "byAnnotations");
    QTEST(filter->asksForResources(), "byResources");
    QTEST(filter->asksForForwards(), "byForwards");
}

void TestFilterExpression::refusesAnEndlessValue()
{
    const QString text = QStringLiteral("company:") + QString(100'000, u'a');
    const auto filter = parseFilter(text);
    QVERIFY(!filter);
    QCOMPARE(filter.error().code, FilterError::Code::WrongValue);
    QCOMPARE(filter.error().position, 8);
}

void TestFilterExpression::readsLargeNumbers()
{
    const auto filter = parseFilter(QStringLiteral("attempt:>99999999999|<9223372036854775807|99999999999999999999"));
    QVERIFY(filter);
    const auto alternatives = filter->terms.at(0).alternatives;
    QCOMPARE(alternatives.at(0).number, qint64{99'999'999'999});
    QCOMPARE(alternatives.at(1).number, std::numeric_limits<qint64>::max());
    QCOMPARE(alternatives.at(2).number, std::numeric_limits<qint64>::max());
}

void TestFilterExpression::refusesMoreValuesThanCanBeAskedFor_data()
{
    QTest::addColumn<QString>("separator");
    QTest::newRow("alternatives") << "|";
    QTest::newRow("terms") << " ";
}

void TestFilterExpression::refusesMoreValuesThanCanBeAskedFor()
{
    QFETCH(const QString, separator);
    QStringList values;
    for (int i = 1; i <= FilterExpression::mostValues; ++i)
        values.append(QStringLiteral("v%1").arg(i));
    const QString most = values.join(separator);
    QVERIFY(parseFilter(most));
    const auto filter = parseFilter(most + separator + QStringLiteral("more") + separator + QStringLiteral("later"));
    QVERIFY(!filter);
    QCOMPARE(filter.error().code, FilterError::Code::TooMany);
    QCOMPARE(filter.error().position, most.size() + 1);
    QCOMPARE(filter.error().text, QStringLiteral("more"));
}

QTEST_GUILESS_MAIN(TestFilterExpression)
#include "test_filterexpression.moc"
