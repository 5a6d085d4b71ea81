// SPDX-License-Identifier: MIT
#include "core/capture/jsonstandins.h"

#include <QTest>

using namespace kaunt;

class TestJsonStandIns final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leavesTheLayout();
    void leavesWhatSaysNothing();
    void keepsTheWritingOfEscapes();
    void replacesKeysThatAreNames();
    void replacesInWhatExplains();
    void takesAByteOrderMark();
    void refusesWhatIsNoJson_data();
    void refusesWhatIsNoJson();
};

/// Everything but the strings, byte for byte.
void TestJsonStandIns::leavesTheLayout()
{
    const QByteArray json = "\t{ \"Id\" : \"Acme\" ,\r\n\"Id\":\"Other one\", \"n\":[1.00, 18446744073709551615,-0e+5,"
                            "true , null,{}],\"Id\":\"Acme\"}\n";
    StandIns standIns;
    const auto replaced = jsonWithStandIns(json, standIns);
    QVERIFY(replaced);
    QCOMPARE(*replaced, QByteArray(json).replace("Acme", "text-1").replace("Other one", "text-2"));
}

void TestJsonStandIns::leavesWhatSaysNothing()
{
    const QByteArray json =
        R"({"EventType":"ModelReady","confidence":"High","processingState":"Error","currencyCode":"EUR",)"
        R"("invoiceLineNumber":"10000","date":"2026-01-26","amount":"400,00","a":1,"b":true,"c":null,"d":""})";
    StandIns standIns;
    QCOMPARE(jsonWithStandIns(json, standIns).value_or(QByteArray()), json);
    QVERIFY(standIns.counts().isEmpty());
}

void TestJsonStandIns::keepsTheWritingOfEscapes()
{
    StandIns standIns;
    const auto replaced = jsonWithStandIns(
        R"({"a":"https:\/\/api.kaunt.com\/v1\/companies\/X","error":"\u00e6 in x@y.dk","detail":"æ😀 in x@y.dk"})",
        standIns);
    QCOMPARE(replaced.value_or(QByteArray()),
             QByteArray(R"({"a":"https:\/\/api.kaunt.com\/v1\/companies\/company-1","error":"\u00e6 in )"
                        R"(mail-1@example.com","detail":"æ😀 in mail-1@example.com"})"));
}

void TestJsonStandIns::replacesKeysThatAreNames()
{
    StandIns standIns;
    const auto replaced = jsonWithStandIns(
        R"({"externalId":1, "Papir \"&\" Co" : {"x@y.dk":2},"4f0c0b52-0000-4000-8000-00000000000a":3})", standIns);
    QVERIFY(replaced);
    QVERIFY(replaced->startsWith(R"({"externalId":1, "text-1" : {"mail-1@example.com":2},")"));
    QVERIFY(!replaced->contains("4f0c0b52"));
}

void TestJsonStandIns::replacesInWhatExplains()
{
    StandIns standIns;
    const auto replaced = jsonWithStandIns(
        R"({"processingErrorMessage":"No invoice of Papir & Co has this layout","vendor":{"name":"Papir & Co"}})",
        standIns);
    QCOMPARE(
        replaced.value_or(QByteArray()),
        QByteArray(R"({"processingErrorMessage":"No invoice of name-1 has this layout","vendor":{"name":"name-1"}})"));
}

void TestJsonStandIns::takesAByteOrderMark()
{
    StandIns standIns;
    QCOMPARE(jsonWithStandIns("\xef\xbb\xbf[\"Acme\"]", standIns).value_or(QByteArray()),
             QByteArray("\xef\xbb\xbf[\"text-1\"]"));
}

void TestJsonStandIns::refusesWhatIsNoJson_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "{", "{} x", "\"\xff\"", "<x/>"})
        QTest::newRow(text) << QByteArray(text);
}

void TestJsonStandIns::refusesWhatIsNoJson()
{
    QFETCH(const QByteArray, text);
    StandIns standIns;
    QVERIFY(!jsonWithStandIns(text, standIns));
}

QTEST_GUILESS_MAIN(TestJsonStandIns)
#include "test_jsonstandins.moc"
