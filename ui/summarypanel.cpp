// SPDX-License-Identifier: MIT
#include "ui/summarypanel.h"

#include "core/storage/filterexpression.h"
#include "ui/accessiblerole.h"
#include "ui/annotationbar.h"
#include "ui/deliverywording.h"
#include "ui/filterterms.h"
#include "ui/pagetext.h"
#include "ui/quantities.h"
#include "ui/sentencelabel.h"
#include "ui/valuefield.h"
#include "ui/visibletext.h"
#include "ui/wording.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

namespace kaunt {

namespace {

QString signatureText(const DeliverySummary& delivery)
{
    QString verdict = markedVerdictText(delivery.verdict);
    if (delivery.secretName.isEmpty())
        return verdict;
    return SummaryPanel::tr("%1 with the secret “%2”").arg(verdict, delivery.secretName);
}

QString answeredText(const DeliverySummary& delivery, qint64 now)
{
    QString answer = answerText(delivery, now);
    if (delivery.storedMicros < 0)
        return answer;
    return SummaryPanel::tr("%1; stored within %2").arg(answer, durationText(delivery.storedMicros));
}

QString originText(const DeliverySummary& delivery)
{
    return delivery.endpoint.isEmpty()
               ? SummaryPanel::tr("from %1 to no endpoint").arg(delivery.peer)
               : SummaryPanel::tr("from %1 to the endpoint %2").arg(delivery.peer, delivery.endpoint);
}

/// Tenants may have companies of the same name.
QString companyTerms(const WebhookEvent& event)
{
    if (event.companyName.isEmpty())
        return {};
    const QString company = exactFilterTerm(QStringLiteral("company"), event.companyName);
    return event.tenantId.isEmpty() ? company
                                    : company + u' ' + exactFilterTerm(QStringLiteral("tenant"), event.tenantId);
}

} // namespace

SummaryPanel::SummaryPanel(QWidget* parent)
    : QScrollArea(parent)
    , m_sentence(new SentenceLabel(QStringLiteral("summarySentence")))
    , m_drift(new DriftBanner)
    , m_annotation(new AnnotationBar)
    , m_notes(makeSelectableText(QStringLiteral("notes")))
    , m_filterCompany(new QPushButton(tr("Show all of this co&mpany")))
    , m_filterCorrelation(new QPushButton(tr("Show all of this re&quest")))
    , m_related(buildRelated())
    , m_eventForm(buildEventFacts())
    , m_deliveryForm(buildDeliveryFacts())
    , m_announced(new QWidget)
    , m_columns(new QBoxLayout(QBoxLayout::LeftToRight))
{
    setObjectName(QStringLiteral("summaryPanel"));
    setAccessibleName(tr("Summary"));
    setAccessibleRole(*this, QAccessible::Pane);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus); // what is in it is gone through, and scrolled to
    m_notes->setAccessibleName(tr("Notes"));
    setWidget(buildContent());
    for (QWidget* one : {viewport(), widget()}) // the background of the pane around, as the other tabs have it
        one->setAutoFillBackground(false);
    connect(m_annotation, &AnnotationBar::changed, this, &SummaryPanel::annotated);
    connect(m_annotation, &AnnotationBar::noteDone, this, &SummaryPanel::noteDone);
}

QWidget* SummaryPanel::buildContent()
{
    auto* announced = new QVBoxLayout(m_announced);
    announced->setContentsMargins({});
    announced->addLayout(m_eventForm);
    announced->addWidget(m_related);
    announced->addStretch(1);
    m_columns->addWidget(m_announced, 1);
    m_columns->addLayout(m_deliveryForm, 1);
    auto* content = new QWidget;
    auto* layout = new QVBoxLayout(content);
    layout->addWidget(m_sentence);
    layout->addWidget(m_notes);
    layout->addWidget(m_drift);
    layout->addWidget(m_annotation);
    layout->addLayout(m_columns);
    layout->addStretch(1);
    return content;
}

void SummaryPanel::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrangeColumns();
}

void SummaryPanel::changeEvent(QEvent* event)
{
    QScrollArea::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        arrangeColumns();
}

/// Beside each other where there is room for the ids in one and the times in the other, else beneath, in line. It does
/// not depend on the delivery: nothing jumps from one to the next.
void SummaryPanel::arrangeColumns()
{
    if (!widget()) // as yet
        return;
    QList<QLabel*> labels;
    int widestLabel = 0;
    for (auto fact = m_facts.cbegin(); fact != m_facts.cend(); ++fact) {
        QFormLayout* form = fact.key() < Fact::Time ? m_eventForm : m_deliveryForm;
        if (auto* label = qobject_cast<QLabel*>(form->labelForField(fact.value()))) {
            labels.append(label);
            widestLabel = std::max(widestLabel, label->sizeHint().width());
        }
    }
    const int ofId = m_facts.value(Fact::Id)->widthFor(columnSample(DeliveryColumn::Id));
    const int column = widestLabel + m_eventForm->horizontalSpacing() + ofId;
    const QMargins around = widget()->layout()->contentsMargins();
    const int room = width() - verticalScrollBar()->sizeHint().width() - around.left() - around.right();
    const bool isOneColumn = 2 * column + m_columns->spacing() > room;
    m_columns->setDirection(isOneColumn ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    for (QLabel* label : std::as_const(labels))
        label->setMinimumWidth(isOneColumn ? widestLabel : 0);
}

QFormLayout* SummaryPanel::makeForm()
{
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(0);
    return form;
}

QFormLayout* SummaryPanel::buildEventFacts()
{
    QFormLayout* form = makeForm();
    addFact(form, Fact::Event, QStringLiteral("event"), tr("Event"));
    addFact(form, Fact::Company, QStringLiteral("company"), tr("Company"));
    addFact(form, Fact::Id, QStringLiteral("eventId"), tr("Id"));
    addFact(form, Fact::Tenant, QStringLiteral("tenantId"), tr("Tenant id"));
    addFact(form, Fact::Correlation, QStringLiteral("correlationId"), tr("Correlation id"));
    addFact(form, Fact::Url, QStringLiteral("url"), tr("URL"));
    return form;
}

QFormLayout* SummaryPanel::buildDeliveryFacts()
{
    QFormLayout* form = makeForm();
    addFact(form, Fact::Time, QStringLiteral("receivedAt"), tr("Received"));
    addFact(form, Fact::UtcTime, QStringLiteral("receivedAtUtc"), tr("Received (UTC)"));
    addFact(form, Fact::Signature, QStringLiteral("signature"), tr("Signature"));
    addFact(form, Fact::Attempt, QStringLiteral("attempt"), tr("Attempt"));
    addFact(form, Fact::Answer, QStringLiteral("answer"), tr("Our answer"));
    addFact(form, Fact::Size, QStringLiteral("size"), tr("Size"));
    addFact(form, Fact::Hash, QStringLiteral("sha256"), tr("SHA-256"));
    addFact(form, Fact::Origin, QStringLiteral("origin"), tr("Sent"));
    addFact(form, Fact::Number, QStringLiteral("deliveryNumber"), tr("Number in the log"));
    return form;
}

void SummaryPanel::addFact(QFormLayout* form, Fact fact, const QString& objectName, const QString& name)
{
    auto* field = new ValueField(name);
    field->setObjectName(objectName);
    form->addRow(tr("%1:").arg(name), field);
    m_facts.insert(fact, field);
}

QWidget* SummaryPanel::buildRelated()
{
    auto* related = new QWidget;
    m_filterCompany->setObjectName(QStringLiteral("filterCompany"));
    m_filterCorrelation->setObjectName(QStringLiteral("filterCorrelation"));
    auto* layout = new QHBoxLayout(related);
    layout->setContentsMargins({});
    layout->addWidget(m_filterCompany);
    layout->addWidget(m_filterCorrelation);
    layout->addStretch(1);
    connect(m_filterCompany, &QPushButton::clicked, this, [this] { Q_EMIT filterRequested(m_companyTerms); });
    connect(m_filterCorrelation, &QPushButton::clicked, this,
            [this] { Q_EMIT filterRequested(exactFilterTerm(QStringLiteral("correlation"), m_correlation)); });
    return related;
}

void SummaryPanel::setFact(Fact fact, const QString& value, const QString& term)
{
    ValueField* field = m_facts.value(fact);
    field->setFilterTerm(term);
    QFormLayout* form = fact < Fact::Time ? m_eventForm : m_deliveryForm;
    field->setValue(value);
    form->setRowVisible(field, !value.isEmpty());
}

void SummaryPanel::showDelivery(const DeliveryRecord& delivery, qint64 nowUtcMillis, SecretByNow secret)
{
    const DeliverySummary& summary = delivery.summary;
    m_sentence->setSentence(deliverySentence(summary, secret));
    showNotes(summary);
    m_annotation->showDelivery(summary);
    showAnnounced(summary);
    const QString since = cellTerm(summary, DeliveryColumn::Time);
    setFact(Fact::Time, localTimeText(summary.receivedAt), since);
    setFact(Fact::UtcTime, utcTimeText(summary.receivedAt), since);
    setFact(Fact::Signature, signatureText(summary), cellTerm(summary, DeliveryColumn::Signature));
    setFact(Fact::Attempt, summary.event ? tr("%1 of %2").arg(summary.attempt).arg(summary.attempts) : QString(),
            cellTerm(summary, DeliveryColumn::Attempts));
    setFact(Fact::Answer, answeredText(summary, nowUtcMillis), cellTerm(summary, DeliveryColumn::Status));
    const bool isRead = summary.verdict != Verdict::Misdirected; // of others the head tells enough
    setFact(Fact::Size, isRead ? sizeText(summary.bodyBytes) : QString());
    setFact(Fact::Hash, isRead ? QString::fromLatin1(summary.bodySha256) : QString());
    setFact(Fact::Origin, originText(summary), cellTerm(summary, DeliveryColumn::Peer));
    setFact(Fact::Number, QString::number(summary.number));
    const bool isReadOn = summary.number == m_number || (summary.event && summary.event == m_event);
    m_number = summary.number;
    m_event = summary.event;
    if (!isReadOn)
        verticalScrollBar()->setValue(0);
}

void SummaryPanel::setAnnotatable(bool isAnnotatable)
{
    m_annotation->setVisible(isAnnotatable);
}

void SummaryPanel::forgetDelivery()
{
    m_number = 0;
    m_event.reset();
    m_annotation->forgetDelivery();
}

void SummaryPanel::takeNotStored()
{
    m_annotation->takeNotStored();
}

void SummaryPanel::focusNote()
{
    ensureWidgetVisible(m_annotation);
    m_annotation->focusNote();
}

void SummaryPanel::showAnnounced(const DeliverySummary& delivery)
{
    const WebhookEvent announced = delivery.event.value_or(WebhookEvent());
    m_companyTerms = companyTerms(announced);
    m_correlation = announced.correlationId;
    const auto term = [&delivery](DeliveryColumn column) { return cellTerm(delivery, column); };
    setFact(Fact::Event, announced.eventType, term(DeliveryColumn::Event));
    setFact(Fact::Company, announced.companyName, term(DeliveryColumn::Company));
    setFact(Fact::Id, announced.id, term(DeliveryColumn::Id));
    setFact(Fact::Tenant, announced.tenantId, term(DeliveryColumn::Tenant));
    setFact(Fact::Correlation, announced.correlationId, term(DeliveryColumn::CorrelationId));
    setFact(Fact::Url, announced.url, bodyTextTerm(announced.url));
    m_filterCompany->setVisible(!m_companyTerms.isEmpty());
    m_filterCorrelation->setVisible(!m_correlation.isEmpty());
    m_announced->setVisible(delivery.event.has_value());
}

void SummaryPanel::showNotes(const DeliverySummary& delivery)
{
    QStringList sentences;
    const QStringList notes = notesBesideSentence(delivery);
    for (const QString& note : notes)
        sentences.append(QStringLiteral("⚠ %1").arg(noteText(note)));
    m_notes->setText(breakableText(sentences.join(u'\n')));
    m_notes->setVisible(!sentences.isEmpty());
}

} // namespace kaunt
