// SPDX-License-Identifier: MIT
#include "tests/ui/samplepanels.h"

#include "core/simulator/samples.h"
#include "tests/support/manualclock.h"
#include "tests/ui/samplerecords.h"
#include "ui/chainpanel.h"
#include "ui/comparisonview.h"
#include "ui/copyabletable.h"
#include "ui/fetchbar.h"
#include "ui/headerspanel.h"
#include "ui/historypanel.h"
#include "ui/jsonbodyview.h"
#include "ui/payloadpanel.h"
#include "ui/proposalview.h"
#include "ui/resourcepanel.h"
#include "ui/signaturepanel.h"
#include "ui/summarypanel.h"

#include <QLineEdit>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

namespace kaunt::test {

namespace {

std::unique_ptr<QWidget> summary(const DeliveryRecord& delivery)
{
    auto panel = std::make_unique<SummaryPanel>();
    panel->showDelivery(delivery, sampleTime);
    return panel;
}

std::unique_ptr<QWidget> payload(const QByteArray& body, JsonBodyView::Mode mode)
{
    auto panel = std::make_unique<PayloadPanel>();
    DeliveryRecord delivery;
    delivery.body = body;
    delivery.summary.bodyBytes = body.size();
    panel->showPayload(delivery);
    panel->findChild<JsonBodyView*>()->setMode(mode);
    return panel;
}

void waitUntilRead(const QWidget& panel)
{
    const auto* view = panel.findChild<JsonBodyView*>();
    (void)QTest::qWaitFor([view] { return !view->isReading(); });
}

QList<DriftFinding> findings()
{
    using Kind = DriftFinding::Kind;
    return {{Kind::NewField, QStringLiteral("$.Region"), {}},
            {Kind::NewNull, QStringLiteral("$.CompanyName"), QStringLiteral("string")},
            {Kind::VanishedField, QStringLiteral("$.CorrelationId"), QStringLiteral("string")}};
}

std::unique_ptr<QWidget> comparison(const QByteArray& before, const QByteArray& after, int tab)
{
    auto view = std::make_unique<ComparisonView>();
    const auto* differences = view->findChild<CopyableTable*>(QStringLiteral("differences"));
    QSignalSpy compared(differences->model(), &QAbstractItemModel::modelReset);
    view->compare(before, after);
    (void)compared.wait();
    view->findChild<QTabWidget*>()->setCurrentIndex(tab);
    return view;
}

std::unique_ptr<QWidget> signature(const DeliveryRecord& delivery)
{
    auto panel = std::make_unique<SignaturePanel>();
    panel->showSignature(delivery, sampleSecrets());
    return panel;
}

/// Four attempts, the first ones without a secret.
std::unique_ptr<QWidget> history(qsizetype failing)
{
    DeliverySummary first = verifiedRecord(knownEventTypes().first()).summary;
    QList<DeliverySummary> attempts{first, first, first, first};
    for (int i = 0; i < attempts.size(); ++i) {
        attempts[i].number = first.number + i;
        attempts[i].attempt = i + 1;
        attempts[i].receivedAt += ((qint64{1} << i) - 1) * 65'000;
        if (i + 1 < failing || failing == attempts.size()) {
            attempts[i].verdict = Verdict::NoSecret;
            attempts[i].status = 503;
            attempts[i].event.reset();
        }
    }
    attempts[failing == attempts.size() ? 0 : 2].storedMicros = 4'200'000;
    static ManualClock clock;
    clock.setUtcMillis(attempts.constLast().receivedAt + 20'000);
    auto panel = std::make_unique<HistoryPanel>(clock);
    panel->showAttempts(attempts, first.number + 1);
    return panel;
}

std::unique_ptr<QWidget> resource(const DeliveryRecord& delivery, const QList<ResourceRecord>& fetches, int tab)
{
    auto panel = std::make_unique<ResourcePanel>();
    panel->setDelivery(delivery.summary.event->eventType, {});
    panel->setFetches(fetches);
    const auto tabs = panel->findChildren<QTabWidget*>();
    for (QTabWidget* each : tabs)
        each->setCurrentIndex(each->isTabVisible(tab) ? tab : each->currentIndex());
    return panel;
}

DeliveryRecord delivery(EventKind kind)
{
    return verifiedRecord(knownEventTypes().at(static_cast<int>(kind)));
}

std::unique_ptr<QWidget> fetched(EventKind kind, int tab)
{
    const DeliveryRecord record = delivery(kind);
    return resource(record, {fetchedRecord(record, sampleAnswer(*record.summary.event, sampleSeed))}, tab);
}

QList<SamplePanel> deliveryPanels()
{
    return {
        {"summary", MakePanel([] { return summary(delivery(EventKind::ProposalCompleted)); })},
        {"summary-refused", MakePanel([] { return summary(mismatchRecord("{\"Id\":\"6d1f\"}")); })},
        {"summary-annotated", MakePanel([] {
             DeliveryRecord annotated = delivery(EventKind::ProposalFailed);
             annotated.summary.isMarked = true;
             annotated.summary.note =
                 QStringLiteral("Sent to Kaunt's support on Monday.\nThe vendor has no VAT number.");
             return summary(annotated);
         })},
        {"summary-drift", MakePanel([]() -> std::unique_ptr<QWidget> {
             auto panel = std::make_unique<SummaryPanel>();
             panel->showDelivery(delivery(EventKind::ProposalCompleted), sampleTime);
             panel->driftBanner().showFindings({findings().constFirst()});
             return panel;
         })},
        {"chain", MakePanel([]() -> std::unique_ptr<QWidget> {
             QList<DeliverySummary> chain{delivery(EventKind::DocumentReady).summary,
                                          delivery(EventKind::ProposalCompleted).summary};
             chain[1].receivedAt += 2'345;
             auto panel = std::make_unique<ChainPanel>();
             panel->showChain({chain}, chain.at(1));
             return panel;
         })},
        {"headers", MakePanel([]() -> std::unique_ptr<QWidget> {
             auto panel = std::make_unique<HeadersPanel>();
             const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
             panel->showHeaders(record.method, record.target, record.headers);
             return panel;
         })},
        {"signature", MakePanel([] { return signature(delivery(EventKind::ProposalCompleted)); })},
        {"signature-mismatch", MakePanel([] { return signature(mismatchRecord("{}")); })},
        {"history", MakePanel([] { return history(3); })},
        {"history-failing", MakePanel([] { return history(4); })},
    };
}

QList<SamplePanel> payloadPanels()
{
    return {
        {"payload", MakePanel([] {
             return payload(delivery(EventKind::ProposalCompleted).body, JsonBodyView::Mode::TreeAndText);
         })},
        {"payload-bytes",
         MakePanel([] { return payload(delivery(EventKind::ProposalCompleted).body, JsonBodyView::Mode::Bytes); })},
        {"payload-find", MakePanel([] {
             auto panel = payload(delivery(EventKind::ProposalCompleted).body, JsonBodyView::Mode::TreeAndText);
             panel->findChild<QLineEdit*>(QStringLiteral("findField"))->setText(QStringLiteral("birkelund"));
             return panel;
         })},
        {"payload-huge", MakePanel([] {
             auto panel = payload(R"({"Id":")" + QByteArray(1'000'000, 'x') + "\"}", JsonBodyView::Mode::TreeAndText);
             waitUntilRead(*panel);
             return panel;
         })},
        {"payload-form", MakePanel([] {
             return payload("Id=6d1f&CompanyName=Nordlys+ApS&Note=%E2%80%AE", JsonBodyView::Mode::TreeAndText);
         })},
        {"payload-xml", MakePanel([] {
             return payload(
                 "<?xml version=\"1.0\"?>\n<Event xmlns=\"urn:x\">\n  <Id>6d1f</Id>\n  <Line no=\"10\">Paper "
                 "&amp; ink</Line>\n  <Line no=\"20\"/>\n</Event>",
                 JsonBodyView::Mode::TreeAndText);
         })},
        {"payload-binary", MakePanel([] {
             return payload(QByteArray("%PDF-1.7\0\1\2\3 not what was asked for", 34), JsonBodyView::Mode::Tree);
         })},
        {"payload-drift", MakePanel([]() -> std::unique_ptr<QWidget> {
             auto panel = std::make_unique<PayloadPanel>();
             panel->showPayload(delivery(EventKind::ProposalCompleted));
             panel->driftBanner().showFindings(findings());
             return panel;
         })},
        {"comparison", MakePanel([] {
             return comparison(delivery(EventKind::ProposalCompleted).body, delivery(EventKind::ProposalFailed).body,
                               0);
         })},
        {"comparison-bytes", MakePanel([] {
             return comparison(delivery(EventKind::ProposalCompleted).body, delivery(EventKind::ProposalFailed).body,
                               1);
         })},
        {"payload-no-json",
         MakePanel([] { return payload("{\"Id\": \"6d1f\",\n \"Url\": }", JsonBodyView::Mode::TreeAndText); })},
    };
}

QList<SamplePanel> resourcePanels()
{
    return {
        {"resource-groups-wrong", MakePanel([]() -> std::unique_ptr<QWidget> {
             const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
             InvoiceCodingProposal proposal =
                 readInvoiceCodingProposal(*parseJson(sampleAnswer(*record.summary.event, sampleSeed)));
             proposal.groups.first().amountExVat = QStringLiteral("1.00");
             auto view = std::make_unique<ProposalView>();
             view->showProposal(proposal);
             view->findChild<QTabWidget*>()->setCurrentIndex(2);
             return view;
         })},
        {"resource-running", MakePanel([]() -> std::unique_ptr<QWidget> {
             auto panel = std::make_unique<ResourcePanel>();
             panel->setDelivery(knownEventTypes().first(), {});
             panel->showFetchRunning();
             panel->fetchBar().showRetrying(2, std::chrono::seconds(4), {FetchError::Step::Status, 503, {}, {}});
             return panel;
         })},
        {"resource-none", MakePanel([] { return resource(delivery(EventKind::ModelReady), {}, 0); })},
        {"resource-lines", MakePanel([] { return fetched(EventKind::ProposalCompleted, 0); })},
        {"resource-combinations", MakePanel([] { return fetched(EventKind::ProposalCompleted, 1); })},
        {"resource-groups", MakePanel([] { return fetched(EventKind::ProposalCompleted, 2); })},
        {"resource-invoice", MakePanel([] { return fetched(EventKind::ProposalCompleted, 3); })},
        {"resource-coding-failed", MakePanel([] { return fetched(EventKind::ProposalFailed, 0); })},
        {"resource-document", MakePanel([] { return fetched(EventKind::DocumentReady, 0); })},
        {"resource-document-lines", MakePanel([] { return fetched(EventKind::DocumentReady, 1); })},
        {"resource-model", MakePanel([] { return fetched(EventKind::ModelReady, 0); })},
        {"resource-error", MakePanel([] {
             const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
             return resource(
                 record, {failedFetch(record, 403, R"({"error":"wrong tenant"})", QStringLiteral("wrong tenant"))}, 0);
         })},
    };
}

} // namespace

QList<SamplePanel> samplePanels()
{
    return deliveryPanels() + payloadPanels() + resourcePanels();
}

} // namespace kaunt::test
