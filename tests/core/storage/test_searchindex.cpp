// SPDX-License-Identifier: MIT
#include "core/storage/deliveryscan.h"
#include "core/storage/logfolder.h"
#include "core/storage/searchterm.h"
#include "tests/core/storage/searchindexfixture.h"

#include <QTest>

#include <algorithm>
#include <functional>

using namespace kaunt;
using namespace kaunt::test;

/// The index finds what a scan finds, with more and more of the log in it.
class TestSearchIndex final : public SearchIndexFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void choosesTheLongestTerm_data();
    void choosesTheLongestTerm();
    void findsWhatAScanFinds_data();
    void findsWhatAScanFinds();
    void findsWhatThePayloadShows();
    void findsAFieldOfThePayload_data();
    void findsAFieldOfThePayload();
    void judgesARepeatByWhatItSays_data();
    void judgesARepeatByWhatItSays();
    void looksAtWhatItFindsOnly();
    void leavesTheIndexAsideWhereItFindsMost();
    void searchesInParts();
    void crossesGapsOfNumbers();
    void asksForAsManyValuesAsAFilterMayHave();
};

void TestSearchIndex::choosesTheLongestTerm_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QString>("match");
    QTest::newRow("nothing") << ""
                             << "";
    QTest::newRow("too short") << "id:ab cd"
                               << "";
    QTest::newRow("three") << "abc"
                           << "(\"abc\")";
    QTest::newRow("in any case") << QString::fromUtf8("ØRE") << QString::fromUtf8("(\"øre\")");
    QTest::newRow("overlapping") << "abcde"
                                 << "(\"abc\" AND \"bcd\" AND \"cde\")";
    QTest::newRow("each once") << "aaaaa"
                               << "(\"aaa\")";
    QTest::newRow("longest") << "id:abc company:wxyz"
                             << "(\"wxy\" AND \"xyz\")";
    QTest::newRow("not negated") << "-company:wxyz id:abc"
                                 << "(\"abc\")";
    QTest::newRow("or") << "company:abc|xyz"
                        << "(\"abc\") OR (\"xyz\")";
    QTest::newRow("what stands in a field") << "field:Company=abcd"
                                            << "(\"abc\" AND \"bcd\")";
    QTest::newRow("one is short") << "company:abc|x"
                                  << "";
    QTest::newRow("no text") << "verdict:mismatch endpoint:default"
                             << "";
    QTest::newRow("quote") << "\"a\\\"b\""
                           << "(\"a\"\"b\")";
    QTest::newRow("outside the basic plane") << QString::fromUtf8("🚀ab") << QString::fromUtf8("(\"🚀ab\")");
}

void TestSearchIndex::choosesTheLongestTerm()
{
    QFETCH(const QString, filter);
    QFETCH(const QString, match);
    QCOMPARE(searchTermOf(filterOf(filter)).match, match);
}

void TestSearchIndex::findsWhatAScanFinds_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<qint64>>("numbers");
    using List = QList<qint64>;
    QTest::newRow("all") << "" << List{5, 4, 3, 2, 1};
    QTest::newRow("id") << "id:6d1f" << List{5, 1};
    QTest::newRow("id, letter case") << "id:6D1F" << List{5, 1};
    QTest::newRow("id is its beginning") << "id:d1f0" << List{};
    QTest::newRow("company") << "company:nordlys" << List{5, 4, 1};
    QTest::newRow("company, decoded") << QString::fromUtf8("company:\"blå bær\"") << List{2};
    QTest::newRow("company, outside the plane") << QString::fromUtf8("company:\"🚀 A\"") << List{2};
    QTest::newRow("company, letter case") << QString::fromUtf8("company:\"BLÅ bÆ\"") << List{2};
    QTest::newRow("company, two characters") << QString::fromUtf8("company:LÅ") << List{2};
    QTest::newRow("text, decoded") << QString::fromUtf8("\"blå Bær\"") << List{2};
    QTest::newRow("text, decoded, two characters") << QString::fromUtf8("LÅ") << List{2};
    QTest::newRow("text, as it stands") << "B\\u00e6r" << List{2};
    QTest::newRow("text, resource, decoded") << QString::fromUtf8("nørrebro") << List{5, 1};
    QTest::newRow("note") << QString::fromUtf8("\"spørg ÅSE\"") << List{3};
    QTest::newRow("note, by its field") << QString::fromUtf8("note:åse") << List{3};
    QTest::newRow("text, header") << "by-somebody" << List{3};
    QTest::newRow("text, wildcard") << "100%_s" << List{3};
    QTest::newRow("text, no wildcard") << "100__s" << List{};
    QTest::newRow("text, beside bad UTF-8") << QString::fromUtf8("café") << List{4};
    QTest::newRow("text, operators") << "\"AND OR NEAR(x)\"" << List{4};
    QTest::newRow("text, resource") << "dimension-4711" << List{5, 1};
    QTest::newRow("text, resource and more") << "dimension-4711 company:nordlys attempt:2" << List{5};
    QTest::newRow("text across fields") << "6d1f0000-a nordlys" << List{};
    QTest::newRow("negated") << "-company:nordlys id:3b52" << List{2};
    QTest::newRow("or") << "somebody|binary" << List{4, 3};
    QTest::newRow("nowhere") << "xyzzy" << List{};
}

void TestSearchIndex::findsWhatAScanFinds()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<qint64>, numbers);
    fill();
    QCOMPARE(scanned(filter), numbers);
    {
        auto index = SearchIndex::open(m_folder->path());
        QVERIFY(index);
        QVERIFY((*index)->catchUp(3));
        QCOMPARE(scanned(filter), numbers);
    }
    indexAll();
    QCOMPARE(scanned(filter), numbers);
    const auto page = openQueries(m_folder->path(), m_clock)->page(query(filter), 0, 100);
    QVERIFY(page);
    QCOMPARE(page->size(), numbers.size());
}

/// Unpacked, and with form data decoded.
void TestSearchIndex::findsWhatThePayloadShows()
{
    Delivery packed = verifiedDelivery(QStringLiteral("packed"));
    packed.body = qCompress(QByteArray(R"({"Url":"https://example.test/bl\u00e5"})")).mid(4); // without its length
    packed.headers.append(Header{"Content-Encoding", "deflate"});
    Delivery form = verifiedDelivery(QStringLiteral("form"));
    form.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
    form.body = "b=hello+world&c=%C3%86ble";
    QCOMPARE(appendAll(*m_log, {packed, form}).size(), 2);
    for (const bool isIndexed : {false, true}) {
        if (isIndexed)
            indexAll();
        QCOMPARE(scanned(QStringLiteral("EXAMPLE.test")), QList<qint64>{1});
        QCOMPARE(scanned(QString::fromUtf8("blå")), QList<qint64>{1});
        QCOMPARE(scanned(QStringLiteral("\"hello world\"")), QList<qint64>{2});
        QCOMPARE(scanned(QString::fromUtf8("æble")), QList<qint64>{2});
        QCOMPARE(scanned(QStringLiteral("hello+world")), QList<qint64>{2}); // as it came
    }
}

void TestSearchIndex::findsAFieldOfThePayload_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<qint64>>("numbers");
    using List = QList<qint64>;
    QTest::newRow("number") << "field:Count=2" << List{6, 4, 3, 1};
    QTest::newRow("none of which it is a part") << "field:Count=20" << List{2};
    QTest::newRow("negated") << "-field:Count=2" << List{5, 2};
    QTest::newRow("nested") << "field:Sub.a=1" << List{2, 1};
    QTest::newRow("in an array") << "field:$.Lines[0].Count=2" << List{5};
    QTest::newRow("text") << QString::fromUtf8("field:\"Name=Blå Bær\"") << List{4};
    QTest::newRow("text, letter case") << QString::fromUtf8("field:\"Name=blå bær\"") << List{};
    QTest::newRow("text in an array") << QString::fromUtf8("field:\"Lines[1].Name=Blå Bær\"") << List{5};
    QTest::newRow("empty") << "field:None=" << List{3};
    QTest::newRow("null") << "field:None=null" << List{2};
    QTest::newRow("or") << "field:Count=20|None=" << List{3, 2};
    QTest::newRow("no such path") << "field:Sub.b=1|Lines=2" << List{};
}

/// By all of what stands there, however it is written; in what is packed, too.
void TestSearchIndex::findsAFieldOfThePayload()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<qint64>, numbers);
    const QList<QByteArray> bodies{R"({"Count":2,"Sub":{"a":1}})",
                                   R"({"Count": 20,"Sub":{"a":"1"},"None":null})",
                                   R"({"Count" : 2,"None":""})",
                                   R"({"Count":"2","Name":"Bl\u00e5 B\u00e6r"})",
                                   QByteArray(R"({"Lines":[{"Count":2},{"Name":"Bl)") + "\xc3\xa5 B\xc3\xa6r\"}]}",
                                   qCompress(QByteArray(R"({"Count":2})")).mid(4)};
    QList<Delivery> deliveries;
    for (const QByteArray& body : bodies) {
        deliveries.append(verifiedDelivery(QString::number(deliveries.size())));
        deliveries.last().body = body;
    }
    deliveries.last().headers.append(Header{"Content-Encoding", "deflate"});
    QCOMPARE(appendAll(*m_log, deliveries).size(), 6);
    QCOMPARE(scanned(filter), numbers);
    indexAll();
    QCOMPARE(scanned(filter), numbers);
}

void TestSearchIndex::judgesARepeatByWhatItSays_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<QList<qint64>>("numbers");
    using List = QList<qint64>;
    QTest::newRow("its own") << "company:sydlys" << List{2};
    QTest::newRow("its own alone") << "company=:\"Sydlys AS\"" << List{2};
    QTest::newRow("the first's") << "company:nordlys" << List{4, 1};
    QTest::newRow("the first's alone") << "company=:nordlys" << List{4, 1};
    QTest::newRow("not its own") << "-company:sydlys" << List{4, 3, 1};
    QTest::newRow("not the first's") << "-company=:nordlys" << List{3, 2};
    QTest::newRow("a part of both") << "company:dlys" << List{4, 2, 1};
    QTest::newRow("what none changed") << "id:6d1f type:completed" << List{4, 3, 2, 1};
}

/// And not by its event's first delivery: 2 names another company, 3 none.
void TestSearchIndex::judgesARepeatByWhatItSays()
{
    QFETCH(const QString, filter);
    QFETCH(const QList<qint64>, numbers);
    const Delivery first = verifiedDelivery(QStringLiteral("6d1f0000-a"));
    Delivery second = first;
    second.event->companyName = QStringLiteral("Sydlys AS");
    Delivery third = first;
    third.event->companyName = QString();
    QCOMPARE(appendAll(*m_log, {first, second, third, first}).size(), 4);
    QCOMPARE(scanned(filter), numbers);
    indexAll();
    QCOMPARE(scanned(filter), numbers);
    const auto queries = openQueries(m_folder->path(), m_clock);
    for (qint64 number = 1; number <= 4; ++number)
        QCOMPARE(*queries->matches(query(filter), number), numbers.contains(number));
}

/// What was changed behind the index's back shows that the log's rows are not scanned for it.
void TestSearchIndex::looksAtWhatItFindsOnly()
{
    fill();
    indexAll();
    {
        const auto database = LogDatabase::open(m_log->path(), LogDatabase::Access::Write);
        QVERIFY(database);
        QVERIFY((*database)->execute(QStringLiteral("UPDATE contents SET body = 'unheard of' WHERE number = 2")));
    }
    QCOMPARE(scanned(QStringLiteral("\"unheard of\"")), QList<qint64>{});
    // What the index still believes in is looked up in the log.
    QCOMPARE(scanned(QStringLiteral("\"u00e5 B\"")), QList<qint64>{});
}

/// The one that the index doesn't know to match is found where the log itself is read.
void TestSearchIndex::leavesTheIndexAsideWhereItFindsMost()
{
    constexpr int count = 600;
    QList<Delivery> deliveries(count - 1, verifiedDelivery(QStringLiteral("event")));
    Delivery other = verifiedDelivery(QStringLiteral("other"));
    other.event->companyName = QStringLiteral("elsewhere");
    other.body = "{}";
    QCOMPARE(appendAll(*m_log, deliveries << other).size(), count);
    indexAll();
    QCOMPARE(scanned(QStringLiteral("elsewhere")), QList<qint64>{});
    const auto database = LogDatabase::open(m_log->path(), LogDatabase::Access::Write);
    QVERIFY(database);
    QVERIFY((*database)->execute(
        QStringLiteral("UPDATE contents SET body = '{\"Id\":\"event\"}' WHERE number = %1").arg(count)));
    QCOMPARE(scanned(QStringLiteral("event")).size(), count);
}

void TestSearchIndex::searchesInParts()
{
    QList<Delivery> deliveries;
    for (int i = 0; i < 5'000; ++i)
        deliveries.append(verifiedDelivery(QStringLiteral("event-%1").arg(i)));
    QCOMPARE(appendAll(*m_log, deliveries).size(), 5'000);
    const auto queries = openQueries(m_folder->path(), m_clock);
    QList<qint64> numbers;
    int parts = 0;
    for (qint64 before = 0;; ++parts) {
        const auto part = queries->scan(query(QStringLiteral("company:nordlys")), before, 0);
        QVERIFY(part);
        QCOMPARE(part->newest, 5'000);
        numbers += part->numbers;
        if (part->isFinished)
            break;
        QVERIFY(before == 0 || part->searchedTo < before);
        QCOMPARE(numbers.constLast(), part->searchedTo);
        before = part->searchedTo;
    }
    QVERIFY(parts > 1);
    QCOMPARE(numbers.size(), 5'000);
    QVERIFY(std::is_sorted(numbers.cbegin(), numbers.cend(), std::greater<>()));
}

/// As a capture may have them: the way along the numbers would take for ever.
void TestSearchIndex::crossesGapsOfNumbers()
{
    constexpr qint64 far = qint64{1} << 53;
    QCOMPARE(appendAll(*m_log, {verifiedDelivery(QStringLiteral("a")), verifiedDelivery(QStringLiteral("b"))}).size(),
             2);
    m_log.reset();
    {
        const auto database = LogDatabase::open(LogFolder(m_folder->path()).databasePath(), LogDatabase::Access::Write);
        QVERIFY(database);
        for (const char* table : {"deliveries", "contents", "events"})
            QVERIFY((*database)->execute(
                QStringLiteral("UPDATE %1 SET number = %2 WHERE number = 2").arg(QLatin1String(table)).arg(far)));
        for (const char* change : {"UPDATE deliveries SET event = number", "UPDATE events SET last_delivery = number",
                                   "UPDATE totals SET last_number = (SELECT max(number) FROM deliveries)"})
            QVERIFY((*database)->execute(QLatin1String(change)));
    }
    for (int round = 0; round < 2; ++round) {
        for (const char* filter : {"", "company:nordlys", "\"id\"", "status:200"})
            QCOMPARE(scanned(QLatin1String(filter)), (QList<qint64>{far, 1}));
        QCOMPARE(scanned(QStringLiteral("xyzzy")), QList<qint64>());
        const auto queries = openQueries(m_folder->path(), m_clock);
        const auto page = queries->page(query(QStringLiteral("company:nordlys")), far, 1);
        QVERIFY(page && page->size() == 1 && page->constFirst().number == 1);
        indexAll();
    }
}

/// However they are joined: SQLite and its index would refuse what is nested too deep.
void TestSearchIndex::asksForAsManyValuesAsAFilterMayHave()
{
    fill();
    const auto filter = [](const QString& first, const QString& joint) {
        QString text = first + QStringLiteral("nowhere");
        for (int i = 1; i < FilterExpression::mostValues; ++i)
            text += joint + QStringLiteral("nowhere-%1").arg(i);
        return text;
    };
    for (int round = 0; round < 2; ++round) {
        for (const char* field : {"", "company:", "note:"}) {
            const QString name = QLatin1String(field);
            QCOMPARE(scanned(filter(name, QStringLiteral("|"))), QList<qint64>());
            QCOMPARE(scanned(filter(name, u' ' + name)), QList<qint64>());
            QCOMPARE(scanned(filter(u'-' + name, QStringLiteral(" -") + name)), (QList<qint64>{5, 4, 3, 2, 1}));
        }
        indexAll();
    }
}

QTEST_GUILESS_MAIN(TestSearchIndex)
#include "test_searchindex.moc"
