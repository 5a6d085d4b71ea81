// SPDX-License-Identifier: MIT
#include "core/api/resourcefetcher.h"
#include "core/storage/logreader.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"
#include "tests/support/queuedspy.h"
#include "ui/bodycomparison.h"
#include "ui/comparedialog.h"
#include "ui/comparisons.h"
#include "ui/comparisonview.h"
#include "ui/differencesmodel.h"
#include "ui/differingbytesmodel.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QPointer>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QThreadPool>

using namespace kaunt;

namespace {

QString cell(const QAbstractItemModel& model, int row, int column)
{
    return model.index(row, column).data().toString();
}

constexpr qint64 answeredAt = 1'769'864'531'123;

ResourceRecord fetchOf(qint64 id, const QByteArray& body)
{
    ResourceRecord fetch;
    fetch.id = id;
    fetch.fetchedAt = 1'769'864'531'123 + id * 1'000;
    fetch.status = 200;
    fetch.body = body;
    return fetch;
}

} // namespace

/// Two bodies beside each other, by the names that the parts have.
class TestComparisons : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sentencesSayWhatDiffers_data();
    void sentencesSayWhatDiffers();
    void ofWhatIsCutOnlyTheBeginningsAreCompared();
    void differencesAreRows();
    void valuesAreShownAsTheyAre();
    void whatTheySayAlikeIsLeftOut();
    void bytesStandSideBySide();
    void theBytesOfLongerBodiesStayInLine();
    void theViewShowsBothWays();
    void whatIsComparedTooLateIsDropped();
    void fetchesAreComparedWithTheOneBefore();
    void anotherCanBeChosen();
    void ofAnswersThatWereCutTheBeginningsAreCompared();
    void aLoneFetchHasNothingToCompareWith();
    void whatWasNotSentHasNoAnswer();
    void answersAreComparedWithThoseToEarlierDeliveries();
    void anyTwoDeliveriesAreCompared();
};

void TestComparisons::sentencesSayWhatDiffers_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    QTest::addColumn<QString>("words");
    QTest::newRow("nothing") << QByteArray("{}") << QByteArray("{}") << QStringLiteral("the same, byte for byte");
    QTest::newRow("white space") << QByteArray("{}") << QByteArray("{ }") << QStringLiteral("say the same");
    QTest::newRow("no json") << QByteArray("a") << QByteArray("ab") << QStringLiteral("from offset 1 on");
    QTest::newRow("content") << QByteArray(R"({"a":1,"b":1})") << QByteArray(R"({"a":2,"c":1})")
                             << QStringLiteral("1 added, 1 removed, 1 changed");
    QTest::newRow("order") << QByteArray(R"([{"id":1},{"id":2}])") << QByteArray(R"([{"id":2},{"id":1}])")
                           << QStringLiteral("Differences: 1 moved.");
    QTest::newRow("type") << QByteArray(R"({"a":1})") << QByteArray(R"({"a":"1"})")
                          << QStringLiteral("1 of another type");
}

void TestComparisons::sentencesSayWhatDiffers()
{
    QFETCH(const QByteArray, before);
    QFETCH(const QByteArray, after);
    QFETCH(const QString, words);
    const QString text = comparisonText(compareBodies(before, after));
    QVERIFY2(text.contains(words), qPrintable(text));
}

void TestComparisons::ofWhatIsCutOnlyTheBeginningsAreCompared()
{
    const QByteArray beginning = R"({"a":")" + QByteArray(4'090, 'x');
    const QByteArray other = R"({"b":")" + QByteArray(4'090, 'x');
    QCOMPARE(
        comparisonText(compareBodies(beginning, beginning), 4'096),
        QStringLiteral("What is kept of both is the same. No more than the first 4 KiB of each is compared: of what "
                       "may follow, not all is kept."));
    const QString text = comparisonText(compareBodies("{}", other), 4'096);
    QVERIFY2(text.startsWith(u"The bytes differ from offset 1 on") && !text.contains(u"JSON"), qPrintable(text));
    QVERIFY(text.contains(u"first 4 KiB"));
    QCOMPARE(comparisonText(compareBodies("{}", "{}"), 4'096), QStringLiteral("Both are the same, byte for byte."));
    QCOMPARE(comparisonText(compareBodies(beginning, beginning), 0),
             QStringLiteral("Both are the same, byte for byte."));
}

void TestComparisons::differencesAreRows()
{
    DifferencesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(compareBodies(R"({"a":"x\u202Ey","b":1})", R"({"a":"z","c":{}})").json.differences);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(cell(model, 0, DifferencesModel::KindColumn), QStringLiteral("≠ changed"));
    QCOMPARE(cell(model, 0, DifferencesModel::PathColumn), QStringLiteral("$.a"));
    QCOMPARE(cell(model, 0, DifferencesModel::BeforeColumn), QStringLiteral("\"x⟨U+202E⟩y\""));
    QCOMPARE(cell(model, 1, DifferencesModel::KindColumn), QStringLiteral("− removed"));
    QCOMPARE(cell(model, 2, DifferencesModel::AfterColumn), QStringLiteral("{}"));
    model.setRows(compareBodies(R"([{"id":1},{"id":2}])", R"([{"id":2},{"id":1}])").json.differences);
    QCOMPARE(cell(model, 0, DifferencesModel::KindColumn), QStringLiteral("↕ moved"));
    QCOMPARE(cell(model, 0, DifferencesModel::PathColumn), QStringLiteral("$[?@.id==2]"));
    QCOMPARE(cell(model, 0, DifferencesModel::BeforeColumn), QStringLiteral("[1]"));
    QCOMPARE(cell(model, 0, DifferencesModel::AfterColumn), QStringLiteral("[0]"));
}

/// Which side is what, and what looks alike and is not.
void TestComparisons::valuesAreShownAsTheyAre()
{
    DifferencesModel model;
    model.setRows(compareBodies(R"({"A":3,"B":null,"C":"","D":"a b","E":1})",
                                R"({"A":"3","B":"null","D":"a\u00a0b","E":2,"F":""})")
                      .json.differences);
    QCOMPARE(model.rowCount(), 6);
    const auto sides = [&model](int row) {
        return QStringList{cell(model, row, DifferencesModel::BeforeColumn),
                           cell(model, row, DifferencesModel::AfterColumn)};
    };
    QCOMPARE(sides(0), (QStringList{QStringLiteral("3 (number)"), QStringLiteral("\"3\" (text)")}));
    QCOMPARE(sides(1), (QStringList{QStringLiteral("null"), QStringLiteral("\"null\" (text)")}));
    QCOMPARE(sides(2), (QStringList{QStringLiteral("\"\""), QString()}));
    QCOMPARE(sides(3), (QStringList{QStringLiteral("\"a b\""), QStringLiteral("\"a⟨U+00A0⟩b\"")}));
    QCOMPARE(sides(4), (QStringList{QStringLiteral("1"), QStringLiteral("2")}));
    QCOMPARE(sides(5), (QStringList{QString(), QStringLiteral("\"\"")}));
}

/// Of two texts that begin alike so much is left out that the difference is in sight.
void TestComparisons::whatTheySayAlikeIsLeftOut()
{
    DifferencesModel model;
    model.setRows(compareBodies(R"({"Url":"https://api.kaunt.com/v1/1"})", R"({"Url":"https://api.kaunt.com/v1/2"})")
                      .json.differences);
    QCOMPARE(cell(model, 0, DifferencesModel::BeforeColumn), QStringLiteral("\"…aunt.com/v1/1\""));
    QCOMPARE(cell(model, 0, DifferencesModel::AfterColumn), QStringLiteral("\"…aunt.com/v1/2\""));
    const QByteArray same(30'000, 'z');
    model.setRows(compareBodies("[\"" + same + "1\"]", "[\"" + same + "2\"]").json.differences);
    QCOMPARE(cell(model, 0, DifferencesModel::BeforeColumn), QStringLiteral("\"…zzzzzzzzzzzz1\""));
    QCOMPARE(cell(model, 0, DifferencesModel::AfterColumn), QStringLiteral("\"…zzzzzzzzzzzz2\""));
    model.setRows(compareBodies("[\"aaaaaaaaa🚀bbbbbbbbbbb1\"]", "[\"aaaaaaaaa🚀bbbbbbbbbbb2\"]").json.differences);
    QCOMPARE(cell(model, 0, DifferencesModel::BeforeColumn), QStringLiteral("\"…🚀bbbbbbbbbbb1\""));
}

void TestComparisons::bytesStandSideBySide()
{
    DifferingBytesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setBodies("0123456789", "01234567X9", compareBytes("0123456789", "01234567X9"));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.firstDifferingRow(), 1);
    QCOMPARE(cell(model, 1, DifferingBytesModel::SignColumn), QStringLiteral("≠"));
    QCOMPARE(cell(model, 1, DifferingBytesModel::OffsetBeforeColumn), QStringLiteral("00000008"));
    QCOMPARE(cell(model, 1, DifferingBytesModel::BytesBeforeColumn), QStringLiteral("38"));
    QCOMPARE(cell(model, 1, DifferingBytesModel::BytesAfterColumn), QStringLiteral("58"));
    QCOMPARE(cell(model, 2, DifferingBytesModel::TextAfterColumn), QStringLiteral("9"));
    model.setBodies("a", "a", compareBytes("a", "a"));
    QCOMPARE(model.firstDifferingRow(), -1);
}

void TestComparisons::theBytesOfLongerBodiesStayInLine()
{
    DifferingBytesModel model;
    const QByteArray before = "begin" + QByteArray(4, 'x') + "the same end";
    const QByteArray after = "begin" + QByteArray(20, 'y') + "the same end";
    model.setBodies(before, after, compareBytes(before, after));
    QCOMPARE(cell(model, 2, DifferingBytesModel::OffsetBeforeColumn), QString()); // nothing left on this side
    QCOMPARE(cell(model, 2, DifferingBytesModel::TextAfterColumn), QStringLiteral("yyyyyyyy"));
    QCOMPARE(cell(model, 4, DifferingBytesModel::TextBeforeColumn), QStringLiteral("the same"));
    QCOMPARE(cell(model, 4, DifferingBytesModel::TextAfterColumn), QStringLiteral("the same"));
}

void TestComparisons::theViewShowsBothWays()
{
    ComparisonView view;
    view.resize(800, 400);
    view.show();
    view.compare(R"({"a":1})", R"({"a":2})");
    QTRY_COMPARE(view.findChild<QLabel*>(QStringLiteral("comparisonSummary"))->text(),
                 QStringLiteral("Differences: 1 changed."));
    QCOMPARE(view.findChild<QTableView*>(QStringLiteral("differences"))->model()->rowCount(), 1);
    QVERIFY(view.findChild<QTableView*>(QStringLiteral("differingBytes"))->model()->rowCount() > 0);
}

void TestComparisons::whatIsComparedTooLateIsDropped()
{
    ComparisonView view;
    const auto* differences = view.findChild<QTableView*>(QStringLiteral("differences"));
    const QSignalSpy compared(differences->model(), &QAbstractItemModel::modelReset);
    view.compare("{}", "[]");
    view.compare("{}", "{}");
    QTRY_COMPARE(compared.count(), 1);
    QVERIFY(QThreadPool::globalInstance()->waitForDone());
    QCoreApplication::processEvents(); // whatever was answered late has arrived
    QCOMPARE(compared.count(), 1);
    QVERIFY(view.findChild<QLabel*>(QStringLiteral("comparisonSummary"))->text().contains(u"byte for byte"));
}

void TestComparisons::fetchesAreComparedWithTheOneBefore()
{
    const QList<ResourceRecord> fetches{fetchOf(3, R"({"a":3})"), fetchOf(2, R"({"b":2})"), fetchOf(1, "{}")};
    const QPointer<CompareDialog> dialog = openFetchComparison(fetches, 3, nullptr);
    QVERIFY(dialog);
    auto* choices = dialog->findChild<QComboBox*>(QStringLiteral("comparedWith"));
    QCOMPARE(choices->count(), 2);
    QCOMPARE(choices->currentData().toLongLong(), 2);
    auto* summary = dialog->findChild<QLabel*>(QStringLiteral("comparisonSummary"));
    QTRY_COMPARE(summary->text(), QStringLiteral("Differences: 1 added, 1 removed."));
    dialog->close();
    QTRY_VERIFY(!dialog);
}

void TestComparisons::anotherCanBeChosen()
{
    const QList<ResourceRecord> fetches{fetchOf(3, R"({"a":3})"), fetchOf(2, R"({"b":2})"), fetchOf(1, R"({"a":3})")};
    const QPointer<CompareDialog> dialog = openFetchComparison(fetches, 3, nullptr);
    dialog->findChild<QComboBox*>(QStringLiteral("comparedWith"))->setCurrentIndex(1);
    auto* summary = dialog->findChild<QLabel*>(QStringLiteral("comparisonSummary"));
    QTRY_VERIFY2(summary->text().contains(u"byte for byte"), qPrintable(summary->text()));
    delete dialog;
}

void TestComparisons::ofAnswersThatWereCutTheBeginningsAreCompared()
{
    ResourceRecord cut = fetchOf(2, R"({"a":)");
    cut.errorStep = fetchStepCode(FetchError::Step::Body);
    cut.errorMessage = fetchReasonCode(FetchError::Reason::AnswerTooLarge);
    const std::unique_ptr<CompareDialog> dialog(openFetchComparison({fetchOf(3, R"({"a":3})"), cut}, 3, nullptr));
    const auto* summary = dialog->findChild<QLabel*>(QStringLiteral("comparisonSummary"));
    QTRY_VERIFY2(summary->text().startsWith(u"What is kept of both is the same."), qPrintable(summary->text()));
}

void TestComparisons::aLoneFetchHasNothingToCompareWith()
{
    const QPointer<CompareDialog> dialog = openFetchComparison({fetchOf(1, "{}")}, 1, nullptr);
    QVERIFY(dialog->findChild<QLabel*>(QStringLiteral("comparisonSummary"))->text().contains(u"fetched once"));
    QVERIFY(!dialog->findChild<QComboBox*>(QStringLiteral("comparedWith"))->isEnabled());
    delete dialog;
    QVERIFY(!openFetchComparison({}, 0, nullptr));
}

void TestComparisons::whatWasNotSentHasNoAnswer()
{
    ResourceRecord fetch;
    fetch.errorStep = QStringLiteral("token");
    QVERIFY(comparedTitle(fetch).endsWith(QStringLiteral("· not sent")));
    fetch.attempts = 1;
    QVERIFY(comparedTitle(fetch).endsWith(QStringLiteral("· no answer")));
    fetch.status = 503;
    QVERIFY(comparedTitle(fetch).endsWith(QStringLiteral("· 503")));
}

void TestComparisons::answersAreComparedWithThoseToEarlierDeliveries()
{
    const test::ManualClock clock(answeredAt);
    const QTemporaryDir folder;
    const auto log = test::openLog(folder.path(), {}, clock);
    QCOMPARE(
        test::appendAll(*log, {test::verifiedDelivery(QStringLiteral("a")), test::verifiedDelivery(QStringLiteral("b")),
                               test::verifiedDelivery(QStringLiteral("b"))})
            .size(),
        3);
    const QString target = QStringLiteral("http://a.example/");
    const auto answered = [&target](qint64 number, const QByteArray& answer) {
        return ForwardRecord{number, target, answeredAt, 200, 3, 1, answer, {}};
    };
    ForwardRecord elsewhere = answered(2, "elsewhere");
    elsewhere.target = QStringLiteral("http://b.example/");
    const test::QueuedSpy stored(log.get(), &EventLog::forwardsStored);
    log->addForwards({target, 3, {answered(1, R"({"a":1})"), answered(2, R"({"a":2})"), elsewhere}});
    QTRY_COMPARE(stored.size(), 1);

    LogReader reader(folder.path(), clock, {});
    const std::unique_ptr<CompareDialog> dialog(
        openForwardComparison(answered(3, R"({"a":3,"b":1})"), reader, nullptr));
    const auto* choices = dialog->findChild<QComboBox*>();
    QTRY_COMPARE(choices->count(), 2);
    QVERIFY(choices->itemText(0).startsWith(u"Delivery 2")); // the attempt before, then the event before
    QVERIFY(choices->itemText(1).startsWith(u"Delivery 1"));
    const auto* summary = dialog->findChild<QLabel*>(QStringLiteral("comparisonSummary"));
    QTRY_COMPARE(summary->text(), QStringLiteral("Differences: 1 added, 1 changed."));
    const std::unique_ptr<CompareDialog> lone(openForwardComparison(answered(1, "x"), reader, nullptr));
    QTRY_VERIFY(lone->findChild<QLabel*>(QStringLiteral("comparisonSummary"))->text().contains(u"nothing to compare"));

    const QByteArray cut(ForwardRecord::mostAnswer, 'x');
    log->addForwards({target, 3, {answered(1, cut)}});
    QTRY_COMPARE(stored.size(), 2);
    const std::unique_ptr<CompareDialog> ofCut(openForwardComparison(answered(2, cut), reader, nullptr));
    QTRY_VERIFY(ofCut->findChild<QLabel*>(QStringLiteral("comparisonSummary"))->text().contains(u"first 4 KiB"));
}

/// Of whatever types; the later one with the earlier one.
void TestComparisons::anyTwoDeliveriesAreCompared()
{
    const test::ManualClock clock(answeredAt);
    const QTemporaryDir folder;
    const auto log = test::openLog(folder.path(), {}, clock);
    QList<Delivery> deliveries{test::verifiedDelivery(QStringLiteral("a")),
                               test::verifiedDelivery(QStringLiteral("b")),
                               test::verifiedDelivery(QStringLiteral("c")),
                               test::refusedDelivery(),
                               test::refusedDelivery(QByteArray(80'000, 'x')),
                               test::refusedDelivery(QByteArray(80'000, 'x') + "and other than that"),
                               test::verifiedDelivery(QStringLiteral("d"))};
    deliveries[0].event->eventType = QStringLiteral("ModelReady");
    deliveries[0].body = R"({"a":1})";
    deliveries[2].body = R"({"a":2,"b":1})";
    deliveries[3].signature.verdict = Verdict::Misdirected;
    deliveries[6].body = QByteArray(90'000, 'x');
    QCOMPARE(test::appendAll(*log, deliveries).size(), 7);
    LogReader reader(folder.path(), clock, {});
    QWidget parent;
    const auto compared = [&](qint64 one, qint64 other) {
        const auto former = parent.findChildren<CompareDialog*>();
        qDeleteAll(former);
        openPairComparison(one, other, reader, &parent);
        [&parent] { QTRY_VERIFY(parent.findChild<CompareDialog*>()); }();
        return parent.findChild<CompareDialog*>();
    };
    const CompareDialog* dialog = compared(3, 1);
    QVERIFY(dialog);
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Compare delivery 3"));
    const auto* choices = dialog->findChild<QComboBox*>();
    QTRY_COMPARE(choices->count(), 2); // and the one before of its type
    QVERIFY(choices->itemText(0).startsWith(u"Delivery 1"));
    QCOMPARE(choices->currentIndex(), 0);
    const auto* summary = dialog->findChild<QLabel*>(QStringLiteral("comparisonSummary"));
    QTRY_COMPARE(summary->text(), QStringLiteral("Differences: 1 added, 1 changed."));
    const auto saysWhyNot = [](const CompareDialog* one, QStringView words) {
        return one && one->findChild<QLabel*>(QStringLiteral("comparisonSummary"))->text().contains(words);
    };
    QVERIFY(saysWhyNot(compared(1, 4), u"Request 4 was for no endpoint"));
    for (const qint64 other : {6, 7}) { // nothing is known of what was cut off
        const auto* ofCut = compared(5, other)->findChild<QLabel*>(QStringLiteral("comparisonSummary"));
        QTRY_VERIFY2(ofCut->text().startsWith(u"What is kept of both is the same."), qPrintable(ofCut->text()));
    }
    QVERIFY(compared(1, 99)->findChild<QLabel*>(QStringLiteral("comparisonSummary"))->text() !=
            QStringLiteral("Looking for what to compare with …"));
}

QTEST_MAIN(TestComparisons)

#include "test_comparisons.moc"
