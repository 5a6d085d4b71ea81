// SPDX-License-Identifier: MIT
#include "ui/chainmodel.h"
#include "ui/chainpanel.h"

#include <QAbstractItemModelTester>
#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace kaunt;

namespace {

DeliverySummary delivery(qint64 number, const QString& type, qint64 receivedAt)
{
    DeliverySummary one;
    one.number = number;
    one.receivedAt = receivedAt;
    one.verdict = Verdict::Verified;
    one.event = WebhookEvent{QString::number(number), {}, QStringLiteral("t"), {}, QStringLiteral("request"), type};
    return one;
}

QList<DeliverySummary> chain()
{
    constexpr qint64 start = 1'769'864'531'123;
    return {delivery(3, QStringLiteral("DocumentAIDocumentResultReady"), start),
            delivery(5, QStringLiteral("InvoiceCodingProposalProcessingCompleted"), start + 1'500),
            delivery(9, QStringLiteral("ModelReady"), start + 61'500)};
}

} // namespace

class TestChainPanel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void timesBetweenAreShown();
    void timesMayGoBack();
    void theShownEventIsMarked();
    void anotherIsGoneTo();
    void theChosenEventStaysChosen();
    void nothingBelongsTogetherIsSaid();
    void whyNothingIsLookedForIsSaid();
    void whatIsLeftOutIsSaid();
};

void TestChainPanel::timesBetweenAreShown()
{
    ChainModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setChain(chain(), 1);
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(model.index(0, ChainModel::GapColumn).data().toString(), QStringLiteral("–"));
    QCOMPARE(model.index(1, ChainModel::GapColumn).data().toString(), QStringLiteral("1.5 s"));
    QCOMPARE(model.index(2, ChainModel::GapColumn).data().toString(), QStringLiteral("1 min 0 s"));
    QCOMPARE(model.index(2, ChainModel::SinceStartColumn).data().toString(), QStringLiteral("1 min 1 s"));
    QVERIFY(model.index(1, ChainModel::EventColumn).data().toString().contains(u"(shown)"));
    QVERIFY(!model.index(0, ChainModel::EventColumn).data().toString().contains(u"(shown)"));
}

void TestChainPanel::timesMayGoBack()
{
    QList<DeliverySummary> events = chain();
    events.last().receivedAt = events.first().receivedAt - 3'600'000;
    ChainPanel panel;
    panel.showChain({events}, events.first());
    const QString summary = panel.findChild<QLabel*>(QStringLiteral("chainSummary"))->text();
    QVERIFY2(summary.contains(u"within 1 h 0 min"), qPrintable(summary));
    const auto* model = panel.findChild<QTableView*>(QStringLiteral("chainTable"))->model();
    QCOMPARE(model->index(2, ChainModel::SinceStartColumn).data().toString(), QStringLiteral("-1 h 0 min"));
}

void TestChainPanel::theShownEventIsMarked()
{
    ChainPanel panel;
    panel.showChain({chain()}, chain().at(2));
    QCOMPARE(panel.findChild<QTableView*>(QStringLiteral("chainTable"))->currentIndex().row(), 2);
    const QString summary = panel.findChild<QLabel*>(QStringLiteral("chainSummary"))->text();
    QVERIFY2(summary.contains(u"3 events within 1 min 1 s"), qPrintable(summary));
}

void TestChainPanel::anotherIsGoneTo()
{
    ChainPanel panel;
    panel.showChain({chain()}, chain().at(0));
    QSignalSpy requested(&panel, &ChainPanel::deliveryRequested);
    auto* table = panel.findChild<QTableView*>(QStringLiteral("chainTable"));
    table->setCurrentIndex(table->model()->index(1, 0));
    QTest::keyClick(table, Qt::Key_Return);
    QCOMPARE(requested.count(), 1);
    QCOMPARE(requested.first().first().toLongLong(), 5);
}

void TestChainPanel::theChosenEventStaysChosen()
{
    ChainPanel panel;
    panel.showChain({chain().mid(0, 2)}, chain().at(0));
    auto* table = panel.findChild<QTableView*>(QStringLiteral("chainTable"));
    table->setCurrentIndex(table->model()->index(1, 0));
    panel.showChain({chain()}, chain().at(0)); // one more has come
    QCOMPARE(table->currentIndex().row(), 1);
    panel.clear();
    panel.showChain({chain()}, chain().at(2));
    QCOMPARE(table->currentIndex().row(), 2);
}

void TestChainPanel::nothingBelongsTogetherIsSaid()
{
    ChainPanel panel;
    auto* summary = panel.findChild<QLabel*>(QStringLiteral("chainSummary"));
    const DeliverySummary only = chain().constFirst();
    panel.showChain({{only}}, only);
    QVERIFY(summary->text().contains(u"No other event"));
}

void TestChainPanel::whyNothingIsLookedForIsSaid()
{
    ChainPanel panel;
    const auto* summary = panel.findChild<QLabel*>(QStringLiteral("chainSummary"));
    DeliverySummary shown = chain().constFirst();
    shown.event->correlationId.clear();
    panel.showChain({}, shown);
    QVERIFY(summary->text().contains(u"names no request"));
    shown.event.reset(); // its body is no JSON, or compressed
    panel.showChain({}, shown);
    QVERIFY(summary->text().contains(u"No event could be read"));
    shown.verdict = Verdict::Mismatch; // it may well name one
    panel.showChain({}, shown);
    QVERIFY(summary->text().contains(u"refused"));
}

void TestChainPanel::whatIsLeftOutIsSaid()
{
    ChainPanel panel;
    auto* summary = panel.findChild<QLabel*>(QStringLiteral("chainSummary"));
    const DeliverySummary shown = chain().constFirst();
    panel.showChain({chain(), true, 0}, shown);
    QVERIFY2(summary->text().contains(u"more than 3 events"), qPrintable(summary->text()));
    QVERIFY(!summary->text().contains(u"looked through"));
    panel.showChain({chain(), false, 100'000}, shown);
    QVERIFY2(summary->text().contains(u"among the 100,000 deliveries before and after it"),
             qPrintable(summary->text()));
    panel.showChain({chain().mid(0, 1), false, 100'000}, shown);
    QVERIFY2(summary->text().contains(u"is among the 100,000 deliveries"), qPrintable(summary->text()));
    QVERIFY(!summary->text().contains(u"has come"));
}

QTEST_MAIN(TestChainPanel)
#include "test_chainpanel.moc"
