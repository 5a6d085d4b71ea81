// SPDX-License-Identifier: MIT
#include "ui/detailspanel.h"

#include "core/session/monitorsession.h"
#include "core/whenanswered.h"
#include "ui/chainpanel.h"
#include "ui/comparisons.h"
#include "ui/detailsannotation.h"
#include "ui/detailsdrift.h"
#include "ui/detailsfetch.h"
#include "ui/detailssignature.h"
#include "ui/documentends.h"
#include "ui/firstfocusable.h"
#include "ui/headerspanel.h"
#include "ui/historypanel.h"
#include "ui/payloadpanel.h"
#include "ui/resourcepanel.h"
#include "ui/sentences.h"
#include "ui/signaturepanel.h"
#include "ui/summarypanel.h"
#include "ui/tabsinuse.h"
#include "ui/valuemenu.h"

#include <QLabel>
#include <QStackedWidget>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>

namespace kaunt {

DetailsPanel::DetailsPanel(MonitorSession& session, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_stack(new QStackedWidget)
    , m_hint(new QLabel)
    , m_tabs(new QTabWidget)
    , m_summary(new SummaryPanel)
    , m_payload(new PayloadPanel)
    , m_headers(new HeadersPanel)
    , m_signature(new SignaturePanel)
    , m_resource(new ResourcePanel)
    , m_history(new HistoryPanel(session.clock()))
    , m_chain(new ChainPanel)
    , m_annotation(new DetailsAnnotation(session, *m_summary, this))
    , m_drift(new DetailsDrift(session.drift(), *m_summary, *m_payload, *m_resource, this))
    , m_fetch(new DetailsFetch(session, *m_resource, this))
    , m_ofSignature(new DetailsSignature(session, *m_signature, this))
{
    setObjectName(QStringLiteral("detailsPanel"));
    m_hint->setObjectName(QStringLiteral("detailsHint"));
    m_hint->setTextFormat(Qt::PlainText);
    m_hint->setWordWrap(true);
    m_hint->setAlignment(Qt::AlignCenter);
    addTabs();
    m_stack->addWidget(m_hint);
    m_stack->addWidget(m_tabs);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_stack);
    connectPanels();
    followSession();
    new DocumentEnds(*this);
    showDelivery(0);
}

bool DetailsPanel::takeKeyboard()
{
    QWidget* first = firstFocusable(*this);
    if (first == this)
        return false;
    first->setFocus(Qt::ShortcutFocusReason);
    return true;
}

void DetailsPanel::addAbove(QWidget* banner)
{
    static_cast<QVBoxLayout*>(layout())->insertWidget(0, banner);
}

QByteArray DetailsPanel::tabState() const
{
    return (m_chosenTab ? m_chosenTab : m_tabs->currentWidget())->objectName().toUtf8();
}

void DetailsPanel::restoreTab(const QByteArray& state)
{
    for (int tab = 0; tab < m_tabs->count(); ++tab) {
        if (m_tabs->widget(tab)->objectName().toUtf8() == state)
            m_tabs->setCurrentIndex(tab);
    }
}

void DetailsPanel::addTabs()
{
    m_tabs->setObjectName(QStringLiteral("detailsTabs"));
    m_tabs->setAccessibleName(tr("Details of the delivery"));
    m_tabs->addTab(m_summary, tr("Summary"));
    m_tabs->addTab(m_payload, tr("Payload"));
    m_tabs->addTab(m_headers, tr("Headers"));
    m_tabs->addTab(m_signature, tr("Signature"));
    m_tabs->addTab(m_resource, tr("Resource"));
    m_tabs->addTab(m_history, tr("History"));
    m_tabs->addTab(m_chain, tr("Chain"));
}

void DetailsPanel::connectPanels()
{
    connect(m_summary, &SummaryPanel::filterRequested, this, &DetailsPanel::filterRequested);
    const QList<ValueMenu*> menus = findChildren<ValueMenu*>();
    for (const ValueMenu* menu : menus)
        connect(menu, &ValueMenu::termChosen, this, &DetailsPanel::termChosen);
    connect(m_summary, &SummaryPanel::noteDone, this, &DetailsPanel::noteDone);
    connect(m_tabs, &QTabWidget::currentChanged, this, &DetailsPanel::askChain);
    connect(m_history, &HistoryPanel::deliveryRequested, this, &DetailsPanel::deliveryRequested);
    connect(m_history, &HistoryPanel::forwardComparisonRequested, this,
            [this](const ForwardRecord& forward) { openForwardComparison(forward, m_session.reader(), this); });
    connect(m_history, &HistoryPanel::forwardTryRequested, &m_session, &MonitorSession::tryForwardNow);
    connect(m_chain, &ChainPanel::deliveryRequested, this, &DetailsPanel::deliveryRequested);
    connect(m_payload, &PayloadPanel::columnWanted, this, &DetailsPanel::columnWanted);
    connect(m_payload, &PayloadPanel::compareRequested, this, &DetailsPanel::compareWithPrevious);
    connect(m_annotation, &DetailsAnnotation::changed, this, &DetailsPanel::askDelivery);
    connect(m_resource, &ResourcePanel::fetchRequested, this, &DetailsPanel::startFetch);
}

void DetailsPanel::followSession()
{
    connect(&m_session, &MonitorSession::deliveriesRecorded, this, &DetailsPanel::takeRecorded);
    connect(&m_session, &MonitorSession::deliveriesRemoved, this, [this](const QList<qint64>& numbers) {
        if (m_number == 0 || !numbers.contains(m_number))
            return;
        showDelivery(0);
        showHint(tr("This delivery is no longer in the log: it was older or larger than what is kept."));
    });
    connect(&m_session, &MonitorSession::resourceStored, this, [this](const ResourceRecord&) {
        if (m_delivery && m_delivery->summary.event)
            askResources();
    });
    connect(&m_session, &MonitorSession::forwardsStored, this, [this](const QList<ForwardRecord>& records) {
        if (std::any_of(records.begin(), records.end(),
                        [this](const ForwardRecord& one) { return one.delivery == m_number; }))
            askForwards();
    });
    for (const auto told : {&MonitorSession::forwardAttempted, &MonitorSession::forwardResumed}) {
        connect(&m_session, told, this, [this](const ForwardRecord& record) {
            if (record.delivery == m_number)
                askForwards();
        });
    }
    connect(&m_session, &MonitorSession::logChangedByOthers, this, [this] {
        askDelivery();
        askForwards();
        askResources();
    });
    connect(&m_session, &MonitorSession::logSalvaged, this, &DetailsPanel::askAll);
    connect(&m_session, &MonitorSession::logReplaced, this, &DetailsPanel::startAnew);
    connect(&m_session, &MonitorSession::fetchStarted, this, [this](qint64 delivery, FetchJob* job) {
        if (m_delivery && m_delivery->summary.number == delivery)
            m_fetch->follow(job);
    });
    connect(&m_session, &MonitorSession::settingsChanged, this,
            &DetailsPanel::askDelivery); // there may be a secret now
}

void DetailsPanel::showHint(const QString& text)
{
    m_hint->setText(text);
    m_stack->setCurrentWidget(m_hint);
}

/// A request that is no delivery has a head, and nothing else to look at.
void DetailsPanel::showTabsOf(const DeliverySummary& summary)
{
    const bool isDelivery = summary.verdict != Verdict::Misdirected;
    if (!isDelivery && !m_chosenTab)
        m_chosenTab = m_tabs->currentWidget();
    QList<bool> areInUse;
    for (int tab = 0; tab < m_tabs->count(); ++tab)
        areInUse.append(isDelivery || m_tabs->widget(tab) == m_summary || m_tabs->widget(tab) == m_headers);
    showTabsInUse(m_tabs, areInUse);
    if (isDelivery && m_chosenTab)
        m_tabs->setCurrentWidget(std::exchange(m_chosenTab, nullptr));
}

void DetailsPanel::showDelivery(qint64 number)
{
    ++m_question;
    m_number = number;
    m_isFetchWanted = false;
    m_annotation->setDelivery(number);
    Q_EMIT deliveryShown(number);
    Q_EMIT fetchableChanged(true);
    Q_EMIT comparableChanged(true);
    if (number == 0) {
        m_delivery.reset();
        m_fetch->follow(nullptr);
        showHint(tr("Choose a delivery in the list to see everything about it."));
        return;
    }
    m_chain->clear();
    askAll();
}

/// In another log the same number may be another delivery.
void DetailsPanel::startAnew()
{
    m_delivery.reset();
    m_summary->forgetDelivery();
    showDelivery(m_number);
}

void DetailsPanel::askAll()
{
    askDelivery();
    askAttempts();
    askForwards();
    askResources();
    askChain();
}

/// Drops the answer where another delivery is shown by then.
template <typename Question, typename Then>
void DetailsPanel::ask(Question question, Then then)
{
    if (m_number == 0)
        return;
    const auto answers = m_session.reader().ask(
        [number = m_number, question](const LogQueries& log) { return std::invoke(question, log, number); });
    whenAnswered(this, answers, [this, asked = m_question, then](const auto& answer) {
        if (asked == m_question)
            then(answer);
    });
}

void DetailsPanel::askDelivery()
{
    ask(&LogQueries::delivery, [this](const Result<DeliveryRecord, LogError>& answer) { takeDelivery(answer); });
}

void DetailsPanel::askAttempts()
{
    ask(&LogQueries::history, [this](const Result<QList<DeliverySummary>, LogError>& answer) {
        if (!answer)
            return;
        QList<DeliverySummary> attempts = *answer;
        for (DeliverySummary& attempt : attempts)
            m_timings.complete(attempt);
        m_history->showAttempts(attempts, m_number);
    });
}

void DetailsPanel::askForwards()
{
    ask(&LogQueries::forwards, [this](const Result<QList<ForwardRecord>, LogError>& answer) {
        if (answer)
            m_history->showForwards(*answer + m_session.openForwards(m_number));
    });
}

void DetailsPanel::askChain()
{
    // It takes a walk through a good part of a large log, so it is asked for when somebody looks.
    if (m_tabs->currentWidget() != m_chain)
        return;
    ask(&LogQueries::chain, [this](const Result<RequestChain, LogError>& answer) {
        if (answer && m_delivery)
            m_chain->showChain(*answer, m_delivery->summary);
    });
}

void DetailsPanel::askResources()
{
    ask(&LogQueries::resources, [this](const Result<QList<ResourceRecord>, LogError>& answer) {
        if (answer)
            m_resource->setFetches(*answer);
    });
}

void DetailsPanel::takeDelivery(const Result<DeliveryRecord, LogError>& answer)
{
    if (!answer) {
        const bool isGone = answer.error().code == LogError::Code::NotFound;
        if (!isGone && m_delivery && m_delivery->summary.number == m_number)
            return; // it is shown, and what was received never changes
        m_delivery.reset();
        if (isGone)
            m_annotation->setDelivery(m_number); // there is nothing of it to be changed
        showHint(isGone ? tr("This delivery is no longer in the log.") : sentenceFor(answer.error()).text());
        return;
    }
    const bool isSame = m_delivery && m_delivery->summary.number == answer->summary.number;
    const bool isExplainedAnew = isSame && m_delivery->summary.diagnosis != answer->summary.diagnosis;
    m_delivery = *answer;
    m_annotation->addWaiting(m_delivery->summary);
    m_timings.complete(m_delivery->summary);
    const QString reasonNotToFetch = m_fetch->reasonNotToFetch(m_delivery->summary);
    Q_EMIT fetchableChanged(reasonNotToFetch.isEmpty());
    Q_EMIT comparableChanged(m_delivery->summary.verdict != Verdict::Misdirected);
    m_summary->showDelivery(*m_delivery, m_session.clock().utcMillis(), m_ofSignature->secretOf(m_delivery->summary));
    if (!isSame) {
        showTabsOf(m_delivery->summary);
        m_drift->setDelivery(m_number);
        // What was received never changes; a repeat only adds to the summary and the history.
        m_payload->showPayload(*m_delivery);
        m_headers->showHeaders(m_delivery->method, m_delivery->target, m_delivery->headers);
        const auto& event = m_delivery->summary.event;
        m_resource->setDelivery(event ? event->eventType : QString(), reasonNotToFetch);
        m_fetch->followRunning(m_number);
    }
    if (!isSame || isExplainedAnew) // its cause comes after its answer
        m_ofSignature->show(*m_delivery);
    m_stack->setCurrentWidget(m_tabs);
    Q_EMIT deliveryRead(m_delivery->summary);
    if (m_isFetchWanted)
        startFetch();
    m_annotation->takeRead(m_delivery->summary.isMarked);
}

void DetailsPanel::takeRecorded(const QList<DeliverySummary>& deliveries)
{
    m_timings.add(deliveries);
    if (!m_delivery)
        return;
    const DeliverySummary& shown = m_delivery->summary;
    const auto isAny = [&deliveries](const auto& condition) {
        return std::any_of(deliveries.begin(), deliveries.end(), condition);
    };
    const auto isAnyEvent = [&](bool (WebhookEvent::*isLike)(const WebhookEvent&) const) {
        return shown.event &&
               isAny([&](const DeliverySummary& one) { return one.event && (*one.event.*isLike)(*shown.event); });
    };
    const bool isRepeated = isAnyEvent(&WebhookEvent::isSameEventAs);
    // One that was passed through is told of once it is answered.
    if (isRepeated || isAny([this](const DeliverySummary& one) { return one.number == m_number; }))
        askDelivery();
    // What is refused is repeated too.
    if (isRepeated || isAny([&shown](const DeliverySummary& one) { return one.bodySha256 == shown.bodySha256; }))
        askAttempts();
    if (isAnyEvent(&WebhookEvent::isOfSameRequestAs))
        askChain();
}

void DetailsPanel::fetchResource()
{
    // What can't be fetched says so in its summary.
    m_tabs->setCurrentWidget(m_tabs->isTabVisible(m_tabs->indexOf(m_resource)) ? static_cast<QWidget*>(m_resource)
                                                                               : m_summary);
    if (m_delivery && m_delivery->summary.number == m_number)
        startFetch();
    else
        m_isFetchWanted = m_number != 0;
}

void DetailsPanel::toggleMark(const QList<qint64>& chosen)
{
    m_annotation->toggleMark(chosen);
}

void DetailsPanel::editNote()
{
    if (!m_delivery)
        return;
    m_tabs->setCurrentWidget(m_summary);
    m_summary->focusNote();
}

void DetailsPanel::showNextTab(int step)
{
    if (m_stack->currentWidget() == m_tabs)
        showTabInUse(m_tabs, step);
}

void DetailsPanel::compareWithPrevious()
{
    if (!m_delivery || m_delivery->summary.number != m_number || m_delivery->summary.verdict == Verdict::Misdirected)
        return;
    if (m_tabs->currentWidget() != m_resource || !m_resource->compareChosen())
        openDeliveryComparison(*m_delivery, m_session.reader(), this);
}

void DetailsPanel::startFetch()
{
    m_isFetchWanted = false;
    if (m_delivery)
        m_fetch->start(m_delivery->summary);
}

} // namespace kaunt
