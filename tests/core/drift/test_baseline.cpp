// SPDX-License-Identifier: MIT
#include "core/drift/baseline.h"
#include "core/drift/baselinefile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;

namespace {

const DriftSubject completed{DriftSubject::Kind::Payload, QStringLiteral("InvoiceCodingProposalProcessingCompleted")};
const DriftSubject proposal{DriftSubject::Kind::Resource, QStringLiteral("proposal")};
constexpr int enough = 5;         // samples that make a rule
constexpr int enoughForASet = 20; // the same for words, and for whole numbers

LearnedShape shape(const QByteArray& source)
{
    const auto json = parseJson(source);
    if (!json)
        qFatal("the test's own JSON is wrong");
    return shapeOf(*json);
}

/// "breaking vanished $.a" and the like, in the order of the paths.
QStringList lines(const QList<DriftFinding>& findings)
{
    static const QStringList kinds{QStringLiteral("event-type"), QStringLiteral("field"), QStringLiteral("value"),
                                   QStringLiteral("type"),       QStringLiteral("null"),  QStringLiteral("vanished")};
    QStringList found;
    for (const DriftFinding& one : findings)
        found.append(QStringLiteral("%1 %2 %3 %4 %5")
                         .arg(one.isBreaking() ? QStringLiteral("breaking") : QStringLiteral("additive"),
                              kinds.at(static_cast<int>(one.kind)), one.path, one.text, one.now)
                         .simplified());
    return found;
}

Baseline learned(const DriftSubject& subject, const QByteArray& source, int times)
{
    Baseline baseline;
    for (int i = 0; i < times; ++i)
        baseline.learn(subject, shape(source));
    return baseline;
}

} // namespace

class TestBaseline : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatIsNew_data();
    void saysWhatIsNew();
    void aSetIsARuleOnceItWasSeenOften();
    void theStateOfAnAddressIsNoWord();
    void aTypeIsARuleOnceItWasSeenSometimes();
    void whatMayBeMissingIsNoNews();
    void newsIsCountedUntilItIsAccepted();
    void whatFitsIsLearned();
    void lettersOfAWordAreNoMore();
    void newsStaysNewsUntilItIsAccepted();
    void anAcceptedFieldIsExpected();
    void whatIsNotAlwaysThereIsNotExpected();
    void missingAndNullAreOne();
    void aPayloadsSecondDeliveryCanBringNews();
    void aResourceIsLearnedFirst();
    void anUnknownEventTypeIsNews();
    void parentsOfPaths_data();
    void parentsOfPaths();
    void isKeptInAFile();
    void aFileOfAnOlderVersionIsRead();
    void aDamagedFileIsNothing_data();
    void aDamagedFileIsNothing();
};

void TestBaseline::saysWhatIsNew_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("now");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("the same") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":2})") << QStringList();
    QTest::newRow("a field") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":1,"b":{"c":[{}]}})")
                             << QStringList{QStringLiteral("additive field $.b")};
    QTest::newRow("an odd field in a list")
        << QByteArray(R"({"a":[{"b":1}]})") << QByteArray(R"({"a":[{"b":1},{"b":1,"it's":0}]})")
        << QStringList{QStringLiteral("additive field $.a[]['it\\'s']")};
    QTest::newRow("another type") << QByteArray(R"({"a":"1"})") << QByteArray(R"({"a":1})")
                                  << QStringList{QStringLiteral("breaking type $.a string integer")};
    QTest::newRow("null") << QByteArray(R"({"a":"1"})") << QByteArray(R"({"a":null})")
                          << QStringList{QStringLiteral("breaking null $.a string")};
    QTest::newRow("a value for what was null")
        << QByteArray(R"({"a":null})") << QByteArray(R"({"a":"1"})") << QStringList();
    QTest::newRow("a field that is gone") << QByteArray(R"({"a":1,"b":{"c":1}})") << QByteArray(R"({"a":1})")
                                          << QStringList{QStringLiteral("breaking vanished $.b object")};
    QTest::newRow("gone from one of a list")
        << QByteArray(R"({"l":[{"x":1},{"x":2}]})") << QByteArray(R"({"l":[{"x":1},{}]})")
        << QStringList{QStringLiteral("breaking vanished $.l[].x integer")};
    QTest::newRow("an empty list is nothing")
        << QByteArray(R"({"l":[{"x":1}]})") << QByteArray(R"({"l":[]})") << QStringList();
    QTest::newRow("the first elements of a list")
        << QByteArray(R"({"l":[]})") << QByteArray(R"({"l":[{"x":1}]})") << QStringList();
    QTest::newRow("a word, of too few so far")
        << QByteArray(R"({"groupType":"Posting"})") << QByteArray(R"({"groupType":"Accrual"})") << QStringList();
    QTest::newRow("a fraction, of too few so far")
        << QByteArray(R"({"count":1})") << QByteArray(R"({"count":1.5})") << QStringList();
    QTest::newRow("a documented word") << QByteArray(R"({"confidence":"High"})")
                                       << QByteArray(R"({"confidence":"low"})") << QStringList();
    QTest::newRow("a new confidence") << QByteArray(R"({"confidence":"High"})")
                                      << QByteArray(R"({"confidence":"VeryHigh"})")
                                      << QStringList{QStringLiteral("additive value $.confidence VeryHigh")};
    QTest::newRow("a name is no word") << QByteArray(R"({"CompanyName":"nordlys"})")
                                       << QByteArray(R"({"CompanyName":"havblik"})") << QStringList();
    QTest::newRow("identifiers as names")
        << QByteArray(R"({"m":{"17":{"x":1}}})") << QByteArray(R"({"m":{"18":{"x":1}}})") << QStringList();
}

void TestBaseline::saysWhatIsNew()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, now);
    QFETCH(const QStringList, expected);
    QCOMPARE(lines(learned(completed, before, enough).examine(completed, shape(now))), expected);
    QCOMPARE(lines(learned(proposal, before, enough).examine(proposal, shape(now))), expected);
}

void TestBaseline::aSetIsARuleOnceItWasSeenOften()
{
    Baseline baseline;
    for (int i = 0; i < enoughForASet; ++i) {
        const QByteArray word = i % 3 == 0 ? "Open" : "Closed";
        const LearnedShape next = shape(R"({"Status":")" + word + R"(","Count":)" + QByteArray::number(i) +
                                        R"(,"amountExVat":)" + QByteArray::number(i) + '}');
        QVERIFY(baseline.learn(completed, next).findings.isEmpty());
    }
    QVERIFY(baseline.examine(completed, shape(R"({"Status":"closed","Count":7,"amountExVat":2.5})")).isEmpty());
    QCOMPARE(lines(baseline.examine(completed, shape(R"({"Status":"Gone","Count":1.5,"amountExVat":1})"))),
             (QStringList{QStringLiteral("breaking type $.Count integer number"),
                          QStringLiteral("additive value $.Status Gone")}));
    QCOMPARE(lines(baseline.examine(completed, shape(R"({"Status":"Open","Count":1e2,"amountExVat":1})"))),
             QStringList{QStringLiteral("breaking type $.Count integer number")});
    baseline.accept(completed, shape(R"({"Status":"Open","Count":1.5,"amountExVat":1})"));
    QVERIFY(baseline.examine(completed, shape(R"({"Status":"Open","Count":2.0,"amountExVat":1})")).isEmpty());
}

void TestBaseline::theStateOfAnAddressIsNoWord()
{
    const Baseline baseline =
        learned(completed, R"({"deliveryAddress":{"state":"CA"},"vendor":{"state":"New"}})", enoughForASet);
    QCOMPARE(
        lines(baseline.examine(completed, shape(R"({"deliveryAddress":{"state":"TX"},"vendor":{"state":"Old"}})"))),
        QStringList{QStringLiteral("additive value $.vendor.state Old")});
}

void TestBaseline::aTypeIsARuleOnceItWasSeenSometimes()
{
    const Baseline few = learned(completed, R"({"a":1,"Id":"i"})", enough - 1);
    QVERIFY(few.examine(completed, shape(R"({"a":"1","Id":"i"})")).isEmpty());
    QCOMPARE(lines(few.examine(completed, shape(R"({"a":1,"Id":1})"))),
             QStringList{QStringLiteral("breaking type $.Id string integer")}); // every payload has it
    const Baseline either = learned(proposal, R"({"accrual":[{"accrualCode":"1","hasAccrual":true}]})", enough);
    QVERIFY(either.examine(proposal, shape(R"({"accrual":[{"accrualCode":1,"hasAccrual":true}]})")).isEmpty());
    QCOMPARE(either.examine(proposal, shape(R"({"accrual":[{"accrualCode":[],"hasAccrual":true}]})")).size(), 1);
}

void TestBaseline::whatMayBeMissingIsNoNews()
{
    const QByteArray whole = R"({"Id":"1","CompanyName":"c","CorrelationId":"r","Region":"EU"})";
    const Baseline payloads = learned(completed, whole, 2 * enough);
    QVERIFY(payloads.examine(completed, shape(R"({"Id":"1","CorrelationId":null,"Region":"EU"})")).isEmpty());
    QCOMPARE(lines(payloads.examine(completed, shape(R"({"Id":"1","CompanyName":"c"})"))),
             QStringList{QStringLiteral("breaking vanished $.Region string")});
    const Baseline resources = learned(
        proposal,
        R"({"result":{"invoice":{"currencyCode":"DKK","lines":[{"unitOfMeasure":"pcs","lineAmountExVat":1}]}}})",
        2 * enough);
    QCOMPARE(lines(resources.examine(proposal, shape(R"({"result":{"invoice":{"currencyCode":null,"lines":[{}]}}})"))),
             QStringList{QStringLiteral("breaking vanished $.result.invoice.lines[].lineAmountExVat integer")});
    const DriftSubject document{DriftSubject::Kind::Resource, QStringLiteral("document")};
    const Baseline documents =
        learned(document, R"({"result":{"id":"1","documentAIResult":{"vatRate":25,"vendor":{"name":"n"}}}})", enough);
    QVERIFY(documents.examine(document, shape(R"({"result":{"id":"1","documentAIResult":{"vendor":{}}}})")).isEmpty());
    QVERIFY(documents.examine(document, shape(R"({"result":{"id":"1","documentAIResult":null}})")).isEmpty());
    QCOMPARE(documents.examine(document, shape(R"({"result":{"documentAIResult":null}})")).size(), 1);
}

void TestBaseline::newsIsCountedUntilItIsAccepted()
{
    const QTemporaryDir folder;
    Baseline baseline = learned(completed, R"({"a":1})", 1);
    const LearnedShape more = shape(R"({"a":1,"b":2})");
    for (const qint64 delivery : {7, 9, 12})
        baseline.learn(completed, more, delivery);
    QVERIFY(writeBaseline(folder.path(), {baseline.shapes(), baseline.news(), {}}));
    const KeptBaseline kept = readBaseline(folder.path());
    QCOMPARE(kept.news, baseline.news());
    Baseline again;
    again.setShapes(kept.shapes);
    again.setNews(kept.news);
    const DriftFinding later = again.examine(completed, more, 12).value(0);
    QCOMPARE(later.since, 7);
    QCOMPARE(later.times, 3);
    const DriftFinding first = again.examine(completed, more, 7).value(0);
    QCOMPARE(first.since, 0);
    QCOMPARE(first.times, 3);
    again.accept(completed, more);
    QVERIFY(again.news().isEmpty());
}

void TestBaseline::whatFitsIsLearned()
{
    Baseline baseline = learned(completed, R"({"a":1,"b":2})", 1);
    baseline.learn(completed, shape(R"({"a":1})")); // one time is no rule
    for (int i = 0; i < enough; ++i)
        baseline.learn(completed, shape(R"({"a":1,"b":2})"));
    QVERIFY(baseline.examine(completed, shape(R"({"a":1})")).isEmpty()); // it was not always there
}

/// All that is in sight is looked at anew where there is more.
void TestBaseline::lettersOfAWordAreNoMore()
{
    Baseline baseline = learned(proposal, R"({"confidence":"High"})", enough);
    QVERIFY(!baseline.learn(proposal, shape(R"({"confidence":"HIGH"})")).isMore);
    QVERIFY(baseline.learn(proposal, shape(R"({"confidence":"Low"})")).isMore);
}

void TestBaseline::newsStaysNewsUntilItIsAccepted()
{
    Baseline baseline = learned(completed, R"({"a":1})", enough);
    const LearnedShape news = shape(R"({"a":"1","b":2})");
    for (int i = 0; i < enough; ++i) {
        QCOMPARE(baseline.examine(completed, news).size(), 2);
        baseline.learn(completed, news);
    }
    baseline.accept(completed, news);
    QVERIFY(baseline.examine(completed, news).isEmpty());
    QVERIFY(baseline.examine(completed, shape(R"({"a":1})")).isEmpty());
}

/// However much came before it, and after another start.
void TestBaseline::anAcceptedFieldIsExpected()
{
    const QTemporaryDir folder;
    Baseline baseline = learned(completed, R"({"a":1,"l":{}})", 2 * enough);
    const LearnedShape more = shape(R"({"a":1,"b":2,"l":{"c":true}})");
    baseline.accept(completed, more);
    for (int i = 1; i < enough; ++i) {
        QVERIFY(baseline.examine(completed, shape(R"({"a":1,"l":{}})")).isEmpty()); // it is no rule yet
        baseline.learn(completed, more);
    }
    const QStringList expected{QStringLiteral("breaking vanished $.b integer"),
                               QStringLiteral("breaking vanished $.l.c boolean")};
    QCOMPARE(lines(baseline.examine(completed, shape(R"({"a":1,"l":{}})"))), expected);
    QVERIFY(writeBaseline(folder.path(), {baseline.shapes(), {}, {}}));
    Baseline again;
    again.setShapes(readBaseline(folder.path()).shapes);
    QCOMPARE(lines(again.examine(completed, shape(R"({"a":1,"l":{}})"))), expected);
    again.accept(completed, shape(R"({"a":1,"l":{}})"));
    QVERIFY(again.examine(completed, shape(R"({"a":1,"l":{}})")).isEmpty());
}

void TestBaseline::whatIsNotAlwaysThereIsNotExpected()
{
    Baseline baseline = learned(proposal, R"({"a":1})", 1); // of which the first few make the baseline
    for (int i = 0; i < 2 * enough; ++i)
        QVERIFY(baseline.learn(proposal, shape(R"({"a":1,"b":2})")).findings.isEmpty());
    QVERIFY(baseline.examine(proposal, shape(R"({"a":1})")).isEmpty());
}

void TestBaseline::missingAndNullAreOne()
{
    Baseline withNull = learned(proposal, R"({"r":{"d":{"x":1}}})", enough - 1);
    withNull.learn(proposal, shape(R"({"r":{"d":null}})"));
    QVERIFY(withNull.examine(proposal, shape(R"({"r":{}})")).isEmpty());
    Baseline withoutIt = learned(proposal, R"({"r":{}})", 1);
    for (int i = 0; i < enough; ++i)
        withoutIt.learn(proposal, shape(R"({"r":{"d":1}})"));
    QVERIFY(withoutIt.examine(proposal, shape(R"({"r":{"d":null}})")).isEmpty());
}

void TestBaseline::aPayloadsSecondDeliveryCanBringNews()
{
    const Baseline baseline = learned(completed, R"({"Id":"1","Url":"u","CompanyName":"c"})", 1);
    QCOMPARE(lines(baseline.examine(completed, shape(R"({"Id":null,"New":1,"CompanyName":null})"))),
             (QStringList{QStringLiteral("breaking null $.Id string"), QStringLiteral("additive field $.New"),
                          QStringLiteral("breaking vanished $.Url string")}));
}

void TestBaseline::aResourceIsLearnedFirst()
{
    Baseline baseline = learned(proposal, R"({"a":1})", enough - 1);
    QVERIFY(baseline.examine(proposal, shape(R"({"a":1,"b":2})")).isEmpty());
    baseline.learn(proposal, shape(R"({"a":1})"));
    QCOMPARE(baseline.examine(proposal, shape(R"({"a":1,"b":2})")).size(), 1);
}

void TestBaseline::anUnknownEventTypeIsNews()
{
    Baseline baseline;
    const DriftSubject fresh{DriftSubject::Kind::Payload, QStringLiteral("InvoicePosted")};
    QCOMPARE(lines(baseline.examine(fresh, shape("{}"))),
             QStringList{QStringLiteral("additive event-type InvoicePosted")});
    QVERIFY(baseline.examine(completed, shape("{}")).isEmpty()); // documented
    baseline.learn(fresh, shape("{}"));
    QCOMPARE(baseline.examine(fresh, shape("{}")).size(), 1);
    baseline.accept(fresh, shape("{}"));
    QVERIFY(baseline.examine(fresh, shape("{}")).isEmpty());
}

void TestBaseline::parentsOfPaths_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("parent");
    QTest::newRow("whole") << QStringLiteral("$") << QString();
    QTest::newRow("member") << QStringLiteral("$.a") << QStringLiteral("$");
    QTest::newRow("element") << QStringLiteral("$.a[]") << QStringLiteral("$.a");
    QTest::newRow("quoted") << QStringLiteral("$.a['x.y']") << QStringLiteral("$.a");
    QTest::newRow("identifier") << QStringLiteral("$.a[*]") << QStringLiteral("$.a");
}

void TestBaseline::parentsOfPaths()
{
    QFETCH(const QString, path);
    QFETCH(const QString, parent);
    QCOMPARE(parentPath(path), parent);
}

void TestBaseline::isKeptInAFile()
{
    const QTemporaryDir folder;
    const LogPlace place{QStringLiteral("4f0c"), 17, 1'769'864'531'123};
    const Baseline baseline = learned(proposal, R"({"groupType":"Posting","l":[{"a":null},{"a":1}]})", enough);
    QVERIFY(writeBaseline(folder.path(), {baseline.shapes(), {}, place}));
    const KeptBaseline kept = readBaseline(folder.path());
    QCOMPARE(kept.lookedAt, place);
    QVERIFY(kept.shapes == baseline.shapes());
    const auto others =
        QFile(folder.filePath(QStringLiteral("shapes.json"))).permissions() &
        (QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther);
    QVERIFY(!others);
    QVERIFY(!writeBaseline(folder.filePath(QStringLiteral("missing")), {}));
}

/// 0.1.0 has not kept in how many objects a field was missed.
void TestBaseline::aFileOfAnOlderVersionIsRead()
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("shapes.json")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(R"({"format":1,"log":"4f0c","lastDelivery":6,"lastReceivedAt":1,"shapes":{"resource:proposal":{)"
               R"("samples":6,"paths":{"$":{"types":32,"seen":6,"objects":6},"$.a":{"types":4,"seen":6,"objects":0},)"
               R"("$.b":{"types":4,"seen":5,"objects":0}}}}})");
    file.close();
    Baseline baseline;
    baseline.setShapes(readBaseline(folder.path()).shapes);
    QCOMPARE(lines(baseline.examine(proposal, shape(R"({"b":1})"))),
             QStringList{QStringLiteral("breaking vanished $.a number")});
    QVERIFY(baseline.examine(proposal, shape(R"({"a":1})")).isEmpty());
}

void TestBaseline::aDamagedFileIsNothing_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("half") << QByteArray("{\"format\":1,\"shapes\":{");
    QTest::newRow("of a later format") << QByteArray("{\"format\":2,\"lastDelivery\":5}");
    QTest::newRow("no object") << QByteArray("[1]");
}

void TestBaseline::aDamagedFileIsNothing()
{
    QFETCH(const QByteArray, content);
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("shapes.json")));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == content.size());
    file.close();
    const KeptBaseline kept = readBaseline(folder.path());
    QCOMPARE(kept.lookedAt, LogPlace());
    QVERIFY(kept.shapes.isEmpty());
}

QTEST_GUILESS_MAIN(TestBaseline)
#include "test_baseline.moc"
