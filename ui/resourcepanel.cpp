// SPDX-License-Identifier: MIT
#include "ui/resourcepanel.h"

#include "core/api/answertext.h"
#include "core/api/documentresult.h"
#include "core/api/resourcefetcher.h"
#include "core/utf8text.h"
#include "ui/comparisons.h"
#include "ui/documentview.h"
#include "ui/fetchbar.h"
#include "ui/jsonbodyview.h"
#include "ui/pagetext.h"
#include "ui/proposalview.h"
#include "ui/quantities.h"
#include "ui/sentencelabel.h"
#include "ui/valuefield.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <functional>
#include <iterator>

namespace kaunt {

namespace {

QString fetchTitle(const ResourceRecord& fetch)
{
    const QString sign = fetch.isFetched() ? QStringLiteral("✔") : QStringLiteral("✖");
    const QString title =
        QStringLiteral("%1 %2 · %3").arg(sign, localTimeText(fetch.fetchedAt), fetchAnswerText(fetch));
    return wasSent(fetch) ? QStringLiteral("%1 · %2").arg(title, durationText(std::chrono::milliseconds(fetch.millis)))
                          : title;
}

/// Newest first; -1 where there is none.
int firstToShow(const QList<ResourceRecord>& fetches)
{
    const auto read = std::find_if(fetches.cbegin(), fetches.cend(), std::mem_fn(&ResourceRecord::isFetched));
    if (read == fetches.cend())
        return fetches.isEmpty() ? -1 : 0;
    return static_cast<int>(std::distance(fetches.cbegin(), read));
}

} // namespace

ResourcePanel::ResourcePanel(QWidget* parent)
    : QWidget(parent)
    , m_bar(new FetchBar)
    , m_chosen(new QComboBox)
    , m_correlation(new ValueField(tr("Correlation id of this fetch")))
    , m_compare(new QPushButton(tr("Co&mpare…")))
    , m_raw(new QPushButton(tr("Ra&w JSON")))
    , m_error(new SentenceLabel(QStringLiteral("fetchError")))
    , m_drift(new DriftBanner)
    , m_proposal(new ProposalView)
    , m_document(new DocumentView)
    , m_hint(makePageText(QStringLiteral("resourceHint"), {}))
    , m_body(new JsonBodyView(tr("the resource")))
    , m_content(new QStackedWidget)
{
    setObjectName(QStringLiteral("resourcePanel"));
    configureWidgets();
    m_fetchRow = buildFetchRow();
    layOut();
    connect(m_bar, &FetchBar::fetchRequested, this, &ResourcePanel::fetchRequested);
    connect(m_bar, &FetchBar::cancelRequested, this, &ResourcePanel::cancelRequested);
    connect(m_chosen, &QComboBox::currentIndexChanged, this, &ResourcePanel::showChosen);
    connect(m_compare, &QPushButton::clicked, this, &ResourcePanel::compareChosen);
    connect(m_body, &JsonBodyView::bodyRead, this, &ResourcePanel::showRead);
    connect(m_raw, &QPushButton::toggled, this,
            [this](bool isRaw) { m_content->setCurrentWidget(isRaw ? m_body : m_readable); });
    setFetches({});
}

void ResourcePanel::layOut()
{
    auto* layout = new QVBoxLayout(this);
    auto* top = new QHBoxLayout;
    top->addWidget(m_bar);
    top->addWidget(m_fetchRow, 1);
    layout->addLayout(top);
    layout->addWidget(m_error);
    layout->addWidget(m_drift);
    layout->addWidget(m_content, 1);
}

void ResourcePanel::configureWidgets()
{
    m_chosen->setObjectName(QStringLiteral("fetches"));
    m_chosen->setAccessibleName(tr("Fetches"));
    m_chosen->setSizeAdjustPolicy(QComboBox::AdjustToContents); // later ones may take longer to tell
    constexpr int leastCharacters = 10;
    m_chosen->setMinimumContentsLength(leastCharacters); // the window may be narrower than that
    m_correlation->setObjectName(QStringLiteral("fetchCorrelationId"));
    m_compare->setObjectName(QStringLiteral("compareFetches"));
    m_raw->setObjectName(QStringLiteral("rawJson"));
    m_raw->setCheckable(true);
    m_hint->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_content->addWidget(m_hint);
    m_content->addWidget(m_proposal);
    m_content->addWidget(m_document);
    m_content->addWidget(m_body);
    m_readable = m_hint;
}

QWidget* ResourcePanel::buildFetchRow()
{
    auto* row = new QWidget;
    auto* fetched = new QLabel(tr("Fetche&d:"));
    fetched->setBuddy(m_chosen);
    m_correlationLabel = new QLabel(tr("C&orrelation id:"));
    m_correlationLabel->setBuddy(m_correlation);
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins({});
    layout->addWidget(fetched);
    layout->addWidget(m_chosen);
    layout->addWidget(m_correlationLabel);
    layout->addWidget(m_correlation, 1);
    layout->addStretch();
    layout->addWidget(m_compare);
    layout->addWidget(m_raw);
    return row;
}

void ResourcePanel::setDelivery(const QString& eventType, const QString& reason)
{
    m_eventType = eventType;
    m_isRunning = false;
    m_bar->showIdle({});
    m_bar->setFetchable(reason.isEmpty(), reason);
    m_isFetchable = reason.isEmpty();
    setFetches({});
}

void ResourcePanel::setFetches(const QList<ResourceRecord>& fetches)
{
    const qint64 newest = m_fetches.isEmpty() ? 0 : m_fetches.first().id;
    const qint64 chosen = m_chosen->currentData().toLongLong();
    m_fetches = fetches;
    const QSignalBlocker quiet(m_chosen);
    m_chosen->clear();
    for (const ResourceRecord& fetch : fetches)
        m_chosen->addItem(fetchTitle(fetch), fetch.id);
    const bool hasNew = !fetches.isEmpty() && fetches.first().id != newest;
    const int kept = m_chosen->findData(chosen);
    if (hasNew && !m_isRunning)
        m_bar->showIdle({});
    m_chosen->setCurrentIndex(hasNew || kept < 0 ? firstToShow(fetches) : kept);
    if (hasNew || kept < 0)
        showChosen();
}

void ResourcePanel::showFetchRow()
{
    // While one is under way there is more to say about it than room.
    m_fetchRow->setVisible(!m_isRunning && !m_fetches.isEmpty());
    m_compare->setEnabled(comparableFetches().size() > 1);
    m_compare->setToolTip(m_compare->isEnabled() ? tr("Compare with the fetch before (Ctrl+D)")
                                                 : tr("This fetch and another one need an answer to be compared"));
    if (!m_isFetchable || !m_fetches.isEmpty())
        m_hint->clear();
    else
        m_hint->setText(m_isRunning
                            ? tr("What the event points at is being fetched.")
                            : tr("Nothing has been fetched yet. Press Fetch to read what the event points at."));
}

void ResourcePanel::showChosen()
{
    m_chosen->setToolTip(m_chosen->currentText()); // of our own making: no text of a peer is in it
    const int row = m_chosen->currentIndex();
    const bool hasFetch = row >= 0 && row < m_fetches.size();
    showFetchRow();
    if (hasFetch) {
        showFetch(m_fetches.at(row));
        return;
    }
    m_shown = {};
    m_drift->showFindings({});
    Q_EMIT fetchShown();
    m_error->setSentence({});
    m_body->setBody({}); // another delivery's may still be being read
    m_readable = m_hint;
    m_content->setCurrentWidget(m_hint);
}

void ResourcePanel::showFetch(const ResourceRecord& fetch)
{
    m_correlation->setValue(fetch.correlationId);
    for (QWidget* one : std::initializer_list<QWidget*>{m_correlationLabel, m_correlation})
        one->setVisible(!fetch.correlationId.isEmpty());
    m_error->setSentence(troubleWith(fetch));
    m_shown = fetch;
    m_drift->showFindings({});
    Q_EMIT fetchShown();
    m_body->setBody(fetch.body.right(withoutByteOrderMark(fetch.body).size()));
    if (m_body->isReading())
        m_content->setCurrentWidget(m_body);
}

/// What was read before stays good, as far as anybody knows.
Sentence ResourcePanel::troubleWith(const ResourceRecord& fetch) const
{
    if (!fetch.isFetched())
        return sentenceFor(fetchError(fetch));
    const ResourceRecord& newest = m_fetches.constFirst();
    if (newest.isFetched())
        return {};
    Sentence trouble = sentenceFor(fetchError(newest));
    trouble.happened = tr("This was read before; the newest fetch failed. %1").arg(trouble.happened);
    return trouble;
}

void ResourcePanel::showRead()
{
    showContent(m_shown);
    const bool hasBoth = m_readable == m_proposal || m_readable == m_document;
    m_raw->setEnabled(hasBoth);
    m_content->setCurrentWidget(hasBoth && m_raw->isChecked() ? m_body : m_readable);
}

void ResourcePanel::showContent(const ResourceRecord& fetch)
{
    // Where nothing came there is nothing to show, nor to search.
    m_readable = fetch.isFetched() || !fetch.body.isEmpty() ? static_cast<QWidget*>(m_body) : m_hint;
    const JsonValue* json = m_body->json();
    // An answer that says no may hold a result all the same, which is then shown beneath what went wrong.
    const JsonValue* result = json ? &unwrapped(*json) : nullptr;
    const bool hasResult = result != json && !result->members.empty();
    if (!json || !(fetch.isFetched() ? holdsResource(*json) : hasResult))
        return;
    const EventKind event = eventKind(m_eventType);
    switch (resourceKind(*json, m_eventType)) {
    case ResourceKind::Proposal: {
        const InvoiceCodingProposal proposal = readInvoiceCodingProposal(*json, event);
        if (proposal.isEmpty())
            break;
        m_proposal->showProposal(proposal);
        m_readable = m_proposal;
        break;
    }
    case ResourceKind::Document:
        m_document->showDocument(readDocumentResult(*json, event));
        m_readable = m_document;
        break;
    case ResourceKind::Unknown:
        break;
    }
}

/// Those that brought something; none where the chosen one did not.
QList<ResourceRecord> ResourcePanel::comparableFetches() const
{
    const qint64 chosen = m_chosen->currentData().toLongLong();
    QList<ResourceRecord> comparable;
    bool hasChosen = false;
    for (const ResourceRecord& fetch : m_fetches) {
        if (fetch.body.isEmpty())
            continue;
        comparable.append(fetch);
        hasChosen = hasChosen || fetch.id == chosen;
    }
    return hasChosen ? comparable : QList<ResourceRecord>();
}

bool ResourcePanel::compareChosen()
{
    const QList<ResourceRecord> fetches = comparableFetches();
    return fetches.size() > 1 && openFetchComparison(fetches, m_chosen->currentData().toLongLong(), this) != nullptr;
}

void ResourcePanel::showFetchRunning()
{
    m_bar->showRunning();
    m_isRunning = true;
    showFetchRow();
}

void ResourcePanel::showFetchEnded(const FetchOutcome& outcome)
{
    m_isRunning = false;
    showFetchRow();
    m_bar->showIdle(outcome.error ? sentenceFor(*outcome.error).happened : QString());
}

} // namespace kaunt
