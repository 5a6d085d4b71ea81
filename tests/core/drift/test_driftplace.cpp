// SPDX-License-Identifier: MIT
#include "core/drift/driftplace.h"

#include <QTest>

using namespace kaunt;

using Kind = DriftFinding::Kind;

/// Where in a text what is new in it can be seen.
class TestDriftPlace : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void leadsToWhatItIsAbout_data();
    void leadsToWhatItIsAbout();
};

void TestDriftPlace::leadsToWhatItIsAbout_data()
{
    QTest::addColumn<DriftFinding>("finding");
    QTest::addColumn<QByteArray>("seen");
    QTest::newRow("a field") << DriftFinding{Kind::NewField, QStringLiteral("$.New"), {}} << QByteArray("1");
    QTest::newRow("not the one whose name it begins")
        << DriftFinding{Kind::NewField, QStringLiteral("$.Ne"), {}} << QByteArray("7");
    QTest::newRow("an odd name") << DriftFinding{Kind::NewField, QStringLiteral("$['a b']"), {}} << QByteArray("2");
    QTest::newRow("in some element") << DriftFinding{Kind::NewField, QStringLiteral("$.Lines[].Vat"), {}}
                                     << QByteArray("\"I25\"");
    QTest::newRow("a word") << DriftFinding{Kind::NewValue, QStringLiteral("$.Lines[].Kind"), QStringLiteral("Odd")}
                            << QByteArray("\"Odd\"");
    QTest::newRow("null") << DriftFinding{Kind::NewNull, QStringLiteral("$.Lines[].No"), QStringLiteral("integer")}
                          << QByteArray("null");
    QTest::newRow("under any identifier")
        << DriftFinding{Kind::NewField, QStringLiteral("$.Map[*].x"), {}} << QByteArray("5");
    QTest::newRow("missing") << DriftFinding{Kind::VanishedField, QStringLiteral("$.Map.Gone"), {}}
                             << QByteArray("{\"6d1f0b7e-0000-4000-8000-000000000001\":{\"x\":5}}");
    QTest::newRow("no path") << DriftFinding{Kind::NewEventType, {}, QStringLiteral("Odd")} << QByteArray();
}

void TestDriftPlace::leadsToWhatItIsAbout()
{
    QFETCH(const DriftFinding, finding);
    QFETCH(const QByteArray, seen);
    const QByteArray body = R"({"New":1,"Ne":7,"a b":2,"Lines":[{"No":1,"Kind":"Plain"},)"
                            R"({"No":null,"Kind":"Odd","Vat":"I25"}],)"
                            R"("Map":{"6d1f0b7e-0000-4000-8000-000000000001":{"x":5}}})";
    const auto root = parseJson(body);
    QVERIFY(root);
    const JsonValue& place = driftPlace(*root, finding);
    QCOMPARE(body.sliced(place.offset, place.length), seen.isEmpty() ? body : seen);
}

QTEST_APPLESS_MAIN(TestDriftPlace)
#include "test_driftplace.moc"
