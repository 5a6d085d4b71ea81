// SPDX-License-Identifier: MIT
#include "core/webhook/probemark.h"

#include <QTest>

using namespace kaunt;

namespace {

const QList<SigningSecret> secrets{{QStringLiteral("old"), "retired", true}, {QStringLiteral("new"), "whsec", false}};

HeaderList marked(const QByteArray& value)
{
    return {{"Host", "desk"}, {"x-kaunt-monitor-PROBE", value}};
}

} // namespace

class TestProbeMark final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isThatOfASecretInUse();
    void isThatOfTheKey();
    void isNoneWhereAnybodyCouldHaveMadeIt_data();
    void isNoneWhereAnybodyCouldHaveMadeIt();
    void isNoSignatureOfABody();
    void comesBackFromANote();
};

void TestProbeMark::isThatOfASecretInUse()
{
    QCOMPARE(markedProbe(marked(probeMark("5f3a-plain", "whsec")), secrets),
             std::optional(QStringLiteral("5f3a-plain")));
}

void TestProbeMark::isThatOfTheKey()
{
    const QByteArray key(32, 'k');
    const HeaderList headers = marked(probeMark("5f3a-plain", key));
    QCOMPARE(markedProbe(headers, secrets, key), std::optional(QStringLiteral("5f3a-plain")));
    QVERIFY(!markedProbe(headers, secrets));
    QVERIFY(!markedProbe(marked(probeMark("a", {})), secrets, {}));
}

void TestProbeMark::isNoneWhereAnybodyCouldHaveMadeIt_data()
{
    QTest::addColumn<QByteArray>("value");
    const QByteArray right = probeMark("5f3a-plain", "whsec");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("the name alone") << QByteArray("5f3a-plain");
    QTest::newRow("no signature") << QByteArray("5f3a-plain ");
    QTest::newRow("another name") << QByteArray(right).replace("plain", "other");
    QTest::newRow("a retired secret") << probeMark("5f3a-plain", "retired");
    QTest::newRow("another secret") << probeMark("5f3a-plain", "guessed");
    QTest::newRow("an odd name") << probeMark("a_b", "whsec");
    QTest::newRow("too long a name") << probeMark(QByteArray(81, 'a'), "whsec");
    QTest::newRow("cut") << right.chopped(1);
}

void TestProbeMark::isNoneWhereAnybodyCouldHaveMadeIt()
{
    QFETCH(const QByteArray, value);
    QVERIFY(!markedProbe(marked(value), secrets));
    QVERIFY(!markedProbe({}, secrets));
    QVERIFY(!markedProbe(marked(probeMark("a", "whsec")) + marked(value), secrets)); // twice
    QVERIFY(!markedProbe(marked(probeMark("a", "")), {{QStringLiteral("empty"), {}, false}}));
}

void TestProbeMark::isNoSignatureOfABody()
{
    const QByteArray mark = probeMark("a", "whsec");
    QVERIFY(mark.mid(2) != hmacSha256("whsec", "a").toHex());
}

void TestProbeMark::comesBackFromANote()
{
    QCOMPARE(notedProbe({QStringLiteral("answer-mode:503"), probeNote(QStringLiteral("5f3a-plain"))}),
             std::optional(QStringLiteral("5f3a-plain")));
    QVERIFY(!notedProbe({QStringLiteral("unknown-field:probe")}));
    QVERIFY(!notedProbe({QStringLiteral("probe:")}));
    QVERIFY(isOurOwn({probeNote(QStringLiteral("a"))}));
    QVERIFY(isOurOwn({QStringLiteral("replay:3")}));
    QVERIFY(!isOurOwn({QStringLiteral("not-json")}));
}

QTEST_GUILESS_MAIN(TestProbeMark)
#include "test_probemark.moc"
