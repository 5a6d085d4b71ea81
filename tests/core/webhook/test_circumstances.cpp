// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/circumstances.h"

#include <QTest>

using namespace kaunt;

/// What the headers of two deliveries say of the ways that they came, and a body of what became of it.
class TestCircumstances : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsWhatIsOtherwiseOnTheWay_data();
    void tellsWhatIsOtherwiseOnTheWay();
    void tellsAHeaderOnce();
    void tellsWhatIsLeftOfAnEvent_data();
    void tellsWhatIsLeftOfAnEvent();
};

void TestCircumstances::tellsWhatIsOtherwiseOnTheWay_data()
{
    QTest::addColumn<HeaderList>("before");
    QTest::addColumn<HeaderList>("after");
    QTest::addColumn<QString>("expected");
    const HeaderList plain{{"Host", "a"}, {"User-Agent", "Kaunt/1"}};
    QTest::newRow("nothing") << plain << plain << QString();
    QTest::newRow("a proxy came") << plain << plain + HeaderList{{"Via", "1.1 gw"}}
                                  << QStringLiteral("appeared Via: -> 1.1 gw");
    QTest::newRow("a tunnel went") << plain + HeaderList{{"Ngrok-Trace", "x"}} << plain
                                   << QStringLiteral("vanished Ngrok-Trace: x -> ");
    QTest::newRow("another proxy") << plain + HeaderList{{"via", "1.1 a"}} << plain + HeaderList{{"Via", "1.1 b"}}
                                   << QStringLiteral("changed Via: 1.1 a -> 1.1 b");
    QTest::newRow("another sender") << plain << HeaderList{{"Host", "a"}, {"User-Agent", "curl/8"}}
                                    << QStringLiteral("changed User-Agent: Kaunt/1 -> curl/8");
    QTest::newRow("another in each request")
        << plain + HeaderList{{"X-Amzn-Trace-Id", "1"}, {"X-Forwarded-For", "1.2"}}
        << plain + HeaderList{{"X-Amzn-Trace-Id", "2"}, {"X-Forwarded-For", "1.3"}} << QString();
    QTest::newRow("none of the way") << plain << plain + HeaderList{{"X-Signature-SHA256", "00"}} << QString();
}

void TestCircumstances::tellsWhatIsOtherwiseOnTheWay()
{
    QFETCH(const HeaderList, before);
    QFETCH(const HeaderList, after);
    QStringList told;
    const QList<HeaderChange> changes = changedOnTheWay(before, after);
    for (const HeaderChange& change : changes)
        told.append(QStringLiteral("%1 %2: %3 -> %4")
                        .arg(headerChangeCode(change.kind), change.header, change.was, change.is)
                        .replace(QLatin1String(":  ->"), QLatin1String(": ->")));
    QTEST(told.join(u'\n'), "expected");
}

void TestCircumstances::tellsAHeaderOnce()
{
    const HeaderList twice{{"Via", "1.1 a"}, {"Via", "1.1 b"}};
    QCOMPARE(changedOnTheWay({}, twice).size(), 1);
    QCOMPARE(changedOnTheWay(twice, {}).size(), 1);
    const QList<HeaderChange> changed = changedOnTheWay({{"Via", "1.1 a"}}, twice);
    QCOMPARE(changed, (QList<HeaderChange>{{HeaderChange::Kind::Changed, QStringLiteral("Via"), QStringLiteral("1.1 a"),
                                            QStringLiteral("1.1 a, 1.1 b")}}));
}

void TestCircumstances::tellsWhatIsLeftOfAnEvent_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("json");
    const QString incomplete = QStringLiteral("incomplete");
    const QByteArray begun = R"({"CompanyName":"S)";
    QTest::newRow("all of it") << begun + "\xc3\xb8n\"}" << QString();
    QTest::newRow("nothing") << QByteArray() << QStringLiteral("empty");
    QTest::newRow("cut in a text") << begun << incomplete;
    QTest::newRow("cut in a letter") << begun + '\xc3' << incomplete;
    QTest::newRow("cut in an escape") << begun + "\\u00" << incomplete;
    QTest::newRow("in Latin-1") << begun + "\xf8n\"}" << QStringLiteral("invalid");
    QTest::newRow("a page") << QByteArray("<html>") << QStringLiteral("invalid");
}

void TestCircumstances::tellsWhatIsLeftOfAnEvent()
{
    QFETCH(const QByteArray, body);
    QTEST(circumstancesOf({}, body).value(u"json").toString(), "json");
}

QTEST_APPLESS_MAIN(TestCircumstances)
#include "test_circumstances.moc"
