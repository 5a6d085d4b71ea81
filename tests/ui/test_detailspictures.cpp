// SPDX-License-Identifier: MIT
#include "core/simulator/samples.h"
#include "tests/ui/pictures.h"
#include "tests/ui/samplerecords.h"
#include "ui/chainpanel.h"
#include "ui/comparisonview.h"
#include "ui/fetchbar.h"
#include "ui/headerspanel.h"
#include "ui/historypanel.h"
#include "ui/jsonbodyview.h"
#include "ui/payloadpanel.h"
#include "ui/proposalview.h"
#include "ui/resourcepanel.h"
#include "ui/signaturepanel.h"
#include "ui/summarypanel.h"

#include <QAccessible>
#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QStyle>
#include <QStyleFactory>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

using MakePanel = std::unique_ptr<QWidget> (*)();

std::unique_ptr<QWidget> summary(const DeliveryRecord& delivery)
{
    auto panel = std::make_unique<SummaryPanel>();
    panel->showDelivery(delivery);
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
    QSignalSpy compared(view.get(), &ComparisonView::compared);
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

std::unique_ptr<QWidget> history()
{
    DeliverySummary first = verifiedRecord(knownEventTypes().first()).summary;
    QList<DeliverySummary> attempts{first, first, first};
    for (int i = 0; i < attempts.size(); ++i) {
        attempts[i].number = first.number + i;
        attempts[i].attempt = i + 1;
        attempts[i].receivedAt += qint64{i} * i * 65'000;
    }
    auto panel = std::make_unique<HistoryPanel>();
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

} // namespace

/// Takes a picture of every tab with content, in a light and a dark palette, for people to look at; they are kept in
/// `pictures` beside the test programs.
class TestDetailsPictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyTabHasAPicture_data();
    void everyTabHasAPicture();
    void everyTabFitsASmallWindow_data() { everyTabHasAPicture_data(); }
    void everyTabFitsASmallWindow();
    void everyControlHasAName_data() { everyTabHasAPicture_data(); }
    void everyControlHasAName();
    void everyLabelIsPlainText_data() { everyTabHasAPicture_data(); }
    void everyLabelIsPlainText();

private:
    QDir m_pictures;
};

void TestDetailsPictures::initTestCase()
{
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    m_pictures = QDir(QCoreApplication::applicationDirPath());
    QVERIFY(m_pictures.mkpath(QStringLiteral("pictures")));
    m_pictures.cd(QStringLiteral("pictures"));
}

void TestDetailsPictures::everyTabHasAPicture_data()
{
    QTest::addColumn<MakePanel>("make");
    QTest::newRow("summary") << MakePanel([] { return summary(delivery(EventKind::ProposalCompleted)); });
    QTest::newRow("summary-refused") << MakePanel([] { return summary(mismatchRecord("{\"Id\":\"6d1f\"}")); });
    QTest::newRow("payload") << MakePanel(
        [] { return payload(delivery(EventKind::ProposalCompleted).body, JsonBodyView::Mode::TreeAndText); });
    QTest::newRow("payload-bytes") << MakePanel(
        [] { return payload(delivery(EventKind::ProposalCompleted).body, JsonBodyView::Mode::Bytes); });
    QTest::newRow("payload-find") << MakePanel([] {
        auto panel = payload(delivery(EventKind::ProposalCompleted).body, JsonBodyView::Mode::TreeAndText);
        panel->findChild<QLineEdit*>(QStringLiteral("findField"))->setText(QStringLiteral("birkelund"));
        return panel;
    });
    QTest::newRow("payload-huge") << MakePanel([] {
        auto panel = payload(R"({"Id":")" + QByteArray(1'000'000, 'x') + "\"}", JsonBodyView::Mode::TreeAndText);
        waitUntilRead(*panel);
        return panel;
    });
    QTest::newRow("payload-form") << MakePanel(
        [] { return payload("Id=6d1f&CompanyName=Nordlys+ApS&Note=%E2%80%AE", JsonBodyView::Mode::TreeAndText); });
    QTest::newRow("payload-binary") << MakePanel(
        [] { return payload(QByteArray("%PDF-1.7\0\1\2\3 not what was asked for", 34), JsonBodyView::Mode::Tree); });
    QTest::newRow("payload-drift") << MakePanel([]() -> std::unique_ptr<QWidget> {
        auto panel = std::make_unique<PayloadPanel>();
        panel->showPayload(delivery(EventKind::ProposalCompleted));
        panel->showDrift(findings());
        return panel;
    });
    QTest::newRow("summary-annotated") << MakePanel([] {
        DeliveryRecord annotated = delivery(EventKind::ProposalFailed);
        annotated.summary.isMarked = true;
        annotated.summary.note = QStringLiteral("Sent to Kaunt's support on Monday.\nThe vendor has no VAT number.");
        return summary(annotated);
    });
    QTest::newRow("summary-drift") << MakePanel([]() -> std::unique_ptr<QWidget> {
        auto panel = std::make_unique<SummaryPanel>();
        panel->showDelivery(delivery(EventKind::ProposalCompleted));
        panel->showDrift(findings().first(1));
        return panel;
    });
    QTest::newRow("comparison") << MakePanel([] {
        return comparison(delivery(EventKind::ProposalCompleted).body, delivery(EventKind::ProposalFailed).body, 0);
    });
    QTest::newRow("comparison-bytes") << MakePanel([] {
        return comparison(delivery(EventKind::ProposalCompleted).body, delivery(EventKind::ProposalFailed).body, 1);
    });
    QTest::newRow("chain") << MakePanel([]() -> std::unique_ptr<QWidget> {
        QList<DeliverySummary> chain{delivery(EventKind::DocumentReady).summary,
                                     delivery(EventKind::ProposalCompleted).summary};
        chain[1].receivedAt += 2'345;
        auto panel = std::make_unique<ChainPanel>();
        panel->showChain(chain, chain.at(1).event);
        return panel;
    });
    QTest::newRow("resource-groups-wrong") << MakePanel([]() -> std::unique_ptr<QWidget> {
        const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
        InvoiceCodingProposal proposal =
            readInvoiceCodingProposal(*parseJson(sampleAnswer(*record.summary.event, sampleSeed)));
        proposal.groups.first().amountExVat = QStringLiteral("1.00");
        auto view = std::make_unique<ProposalView>();
        view->showProposal(proposal);
        view->findChild<QTabWidget*>()->setCurrentIndex(2);
        return view;
    });
    QTest::newRow("resource-running") << MakePanel([]() -> std::unique_ptr<QWidget> {
        auto panel = std::make_unique<ResourcePanel>();
        panel->setDelivery(knownEventTypes().first(), {});
        panel->showFetchRunning();
        panel->fetchBar().showRetrying(2, std::chrono::seconds(4));
        return panel;
    });
    QTest::newRow("payload-no-json") << MakePanel(
        [] { return payload("{\"Id\": \"6d1f\",\n \"Url\": }", JsonBodyView::Mode::TreeAndText); });
    QTest::newRow("headers") << MakePanel([]() -> std::unique_ptr<QWidget> {
        auto panel = std::make_unique<HeadersPanel>();
        const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
        panel->showHeaders(record.method, record.target, record.headers);
        return panel;
    });
    QTest::newRow("signature") << MakePanel([] { return signature(delivery(EventKind::ProposalCompleted)); });
    QTest::newRow("signature-mismatch") << MakePanel([] { return signature(mismatchRecord("{}")); });
    QTest::newRow("history") << MakePanel([] { return history(); });
    QTest::newRow("resource-none") << MakePanel([] { return resource(delivery(EventKind::ModelReady), {}, 0); });
    QTest::newRow("resource-lines") << MakePanel([] { return fetched(EventKind::ProposalCompleted, 0); });
    QTest::newRow("resource-combinations") << MakePanel([] { return fetched(EventKind::ProposalCompleted, 1); });
    QTest::newRow("resource-groups") << MakePanel([] { return fetched(EventKind::ProposalCompleted, 2); });
    QTest::newRow("resource-invoice") << MakePanel([] { return fetched(EventKind::ProposalCompleted, 3); });
    QTest::newRow("resource-coding-failed") << MakePanel([] { return fetched(EventKind::ProposalFailed, 0); });
    QTest::newRow("resource-document") << MakePanel([] { return fetched(EventKind::DocumentReady, 0); });
    QTest::newRow("resource-document-lines") << MakePanel([] { return fetched(EventKind::DocumentReady, 1); });
    QTest::newRow("resource-model") << MakePanel([] { return fetched(EventKind::ModelReady, 0); });
    QTest::newRow("resource-error") << MakePanel([] {
        const DeliveryRecord record = delivery(EventKind::ProposalCompleted);
        return resource(record,
                        {failedFetch(record, 403, R"({"error":"wrong tenant"})", QStringLiteral("wrong tenant"))}, 0);
    });
}

void TestDetailsPictures::everyTabHasAPicture()
{
    QFETCH(MakePanel, make);
    constexpr QSize size(1'000, 330); // the lower half of a 1024 x 700 window
    constexpr int readable = 128;
    const std::pair<QString, QPalette> palettes[]{{QStringLiteral("light"), QApplication::style()->standardPalette()},
                                                  {QStringLiteral("dark"), darkPalette()}};
    for (const auto& [name, palette] : palettes) {
        QApplication::setPalette(palette);
        const std::unique_ptr<QWidget> panel = make();
        panel->setAutoFillBackground(true);
        panel->resize(size);
        panel->show();
        QVERIFY(QTest::qWaitForWindowExposed(panel.get()));
        const QImage picture = panel->grab().toImage();
        QVERIFY(contrast(picture) > readable);
        const QString file =
            QStringLiteral("details-%1-%2.png").arg(QString::fromLatin1(QTest::currentDataTag()), name);
        QVERIFY(picture.save(m_pictures.filePath(file)));
    }
}

void TestDetailsPictures::everyTabFitsASmallWindow()
{
    QFETCH(MakePanel, make);
    constexpr int width = 1'000;
    const std::unique_ptr<QWidget> panel = make();
    QVERIFY2(panel->minimumSizeHint().width() <= width, qPrintable(QString::number(panel->minimumSizeHint().width())));
}

void TestDetailsPictures::everyControlHasAName()
{
    QFETCH(MakePanel, make);
    const std::unique_ptr<QWidget> panel = make();
    panel->show();
    const auto widgets = panel->findChildren<QWidget*>();
    int controls = 0;
    for (QWidget* widget : widgets) {
        const bool isControl = (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->isVisible();
        if (!isControl || widget->focusProxy() || qobject_cast<QLabel*>(widget) || qobject_cast<QTabBar*>(widget))
            continue;
        ++controls;
        const QString where =
            QStringLiteral("%1 in %2")
                .arg(QString::fromLatin1(widget->metaObject()->className()), widget->parentWidget()->objectName());
        QVERIFY2(!widget->objectName().isEmpty(), qPrintable(where));
        const QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
    }
    QVERIFY(controls > 0);
}

void TestDetailsPictures::everyLabelIsPlainText()
{
    QFETCH(MakePanel, make);
    const std::unique_ptr<QWidget> panel = make();
    const auto labels = panel->findChildren<QLabel*>();
    for (const QLabel* label : labels) {
        // The captions of a form are ours and have a buddy; all others may show what a peer sent.
        QVERIFY2(label->buddy() || label->textFormat() == Qt::PlainText || !Qt::mightBeRichText(label->text()),
                 qPrintable(label->objectName()));
        QVERIFY2(label->objectName().isEmpty() || label->textFormat() == Qt::PlainText,
                 qPrintable(label->objectName()));
    }
}

QTEST_MAIN(TestDetailsPictures)
#include "test_detailspictures.moc"
