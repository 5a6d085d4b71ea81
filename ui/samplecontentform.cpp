// SPDX-License-Identifier: MIT
#include "ui/samplecontentform.h"

#include "core/simulator/oddities.h"
#include "core/simulator/samples.h"
#include "ui/focusring.h"
#include "ui/wording.h"
#include "ui/writtentext.h"

#include <QComboBox>
#include <QFontDatabase>
#include <QFormLayout>
#include <QPlainTextEdit>
#include <QTextCursor>

namespace kaunt {

namespace {

/// As Kaunt prints it, with a placeholder for each value.
QString placeholders()
{
    const WebhookEvent event{
        QStringLiteral("{{Id}}"),          QStringLiteral("{{Url}}"),           QStringLiteral("{{TenantId}}"),
        QStringLiteral("{{CompanyName}}"), QStringLiteral("{{CorrelationId}}"), QStringLiteral("{{EventType}}")};
    return QString::fromUtf8(webhookBody(event));
}

} // namespace

SampleContentForm::SampleContentForm(const QString& ownPayload, QWidget* parent)
    : QWidget(parent)
    , m_ownPayload(ownPayload)
    , m_event(new QComboBox)
    , m_payload(new QPlainTextEdit)
    , m_encoding(new QComboBox)
    , m_fault(new QComboBox)
{
    m_event->setObjectName(QStringLiteral("sampleEvent"));
    m_payload->setObjectName(QStringLiteral("samplePayload"));
    m_encoding->setObjectName(QStringLiteral("sampleEncoding"));
    m_fault->setObjectName(QStringLiteral("sampleFault"));
    for (const QString& type : knownEventTypes())
        m_event->addItem(eventTypeText(type), QStringList{type});
    m_event->addItem(tr("Document AI, then the coding"), documentChain());
    if (!m_ownPayload.isEmpty())
        m_event->addItem(tr("The payload that I wrote last"), QStringList());
    for (const SignatureEncoding encoding :
         {SignatureEncoding::Hex, SignatureEncoding::Base64, SignatureEncoding::Base64Url})
        m_encoding->addItem(encodingText(encoding), static_cast<int>(encoding));
    m_fault->addItem(tr("Nothing"), QString());
    for (const QString& fault : sampleFaults())
        m_fault->addItem(fault, fault);
    addRows();
    connect(m_event, &QComboBox::currentIndexChanged, this, &SampleContentForm::fillIn);
    connect(m_fault, &QComboBox::currentIndexChanged, this, &SampleContentForm::showFault);
    m_payload->setPlainText(placeholders());
}

void SampleContentForm::addRows()
{
    constexpr int visibleLines = 5;
    m_payload->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_payload->setMinimumHeight(m_payload->fontMetrics().lineSpacing() * visibleLines);
    m_payload->setTabChangesFocus(true);
    showFocusByRing(*m_payload);
    m_payload->setToolTip(
        tr("{{Id}}, {{Url}}, {{TenantId}}, {{CompanyName}}, {{CorrelationId}} and {{EventType}} are filled in anew "
           "for each event. What is written is sent as it stands."));
    auto* form = new QFormLayout(this);
    form->setContentsMargins({});
    form->addRow(tr("&Event:"), m_event);
    form->addRow(tr("Pa&yload:"), m_payload);
    form->addRow(tr("Signature &written as:"), m_encoding);
    form->addRow(tr("Odd or wron&g with it:"), m_fault);
}

QStringList SampleContentForm::eventTypes() const
{
    return m_event->currentData().toStringList();
}

/// Which leaves nothing to write.
bool SampleContentForm::hasOwnBody() const
{
    const QString fault = m_fault->currentData().toString();
    return oddityKinds().contains(fault) && !isOddInTransfer(fault);
}

/// What the user has written stays with another event, and comes back by undoing where the payload before takes its
/// place.
void SampleContentForm::fillIn()
{
    const bool isOwnWanted = eventTypes().isEmpty();
    const QString written = writtenText(*m_payload);
    const bool isUntouched = written.isEmpty() || written == placeholders() || written == m_ownPayload;
    const QString wanted = isOwnWanted ? m_ownPayload : placeholders();
    if (written == wanted || (!isOwnWanted && !isUntouched))
        return;
    QTextCursor all(m_payload->document());
    all.select(QTextCursor::Document);
    all.insertText(wanted);
}

void SampleContentForm::showFault()
{
    m_payload->setEnabled(!hasOwnBody());
}

QString SampleContentForm::ownPayload() const
{
    const QString written = writtenText(*m_payload);
    return written == placeholders() ? QString() : written;
}

void SampleContentForm::applyTo(SampleRequest& request) const
{
    if (const QStringList types = eventTypes(); !types.isEmpty())
        request.eventTypes = types;
    request.encoding = static_cast<SignatureEncoding>(m_encoding->currentData().toInt());
    request.fault = m_fault->currentData().toString();
    if (hasOwnBody())
        return;
    request.body = writtenText(*m_payload).toUtf8();
    request.isTemplate = true;
}

} // namespace kaunt
