// SPDX-License-Identifier: MIT
#include "ui/signaturepanel.h"

#include "ui/computedsignaturesmodel.h"
#include "ui/copyabletable.h"
#include "ui/deliverywording.h"
#include "ui/headerfields.h"
#include "ui/pagetext.h"
#include "ui/sentencelabel.h"
#include "ui/valuefield.h"
#include "ui/visibletext.h"
#include "ui/wording.h"

#include <QFontDatabase>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace kaunt {

namespace {

QString verdictDetail(const DeliverySummary& delivery)
{
    const QString verdict = markedVerdictText(delivery.verdict);
    const QString encoding = delivery.encoding ? encodingText(*delivery.encoding) : QString();
    if (delivery.verdict == Verdict::Verified)
        return SignaturePanel::tr("%1 – HMAC-SHA256 in %2, with the secret “%3”")
            .arg(verdict, encoding, visibleText(delivery.secretName));
    return encoding.isEmpty() ? verdict : SignaturePanel::tr("%1 – HMAC-SHA256 in %2").arg(verdict, encoding);
}

} // namespace

SignaturePanel::SignaturePanel(QWidget* parent)
    : QWidget(parent)
    , m_model(new ComputedSignaturesModel(this))
    , m_verdict(makeSelectableText(QStringLiteral("verdict")))
    , m_sentence(new SentenceLabel(QStringLiteral("signatureSentence")))
    , m_series(makeSelectableText(QStringLiteral("refusalSeries")))
    , m_received(new ValueField(tr("Received signature")))
    , m_note(makeSelectableText(QStringLiteral("signatureNote")))
    , m_table(new CopyableTable(QStringLiteral("computedTable"), tr("Computed signatures")))
    , m_difference(new QPlainTextEdit)
{
    setObjectName(QStringLiteral("signaturePanel"));
    configureWidgets();
    auto* form = new QFormLayout;
    form->addRow(tr("Verdict:"), m_verdict);
    form->addRow(tr("Re&ceived:"), m_received);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(form);
    layout->addWidget(m_sentence);
    layout->addWidget(m_series);
    layout->addWidget(m_note);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_difference);
    layout->addStretch(); // the room of a table that is not shown
}

void SignaturePanel::configureWidgets()
{
    constexpr int linesOfDifference = 4;
    m_verdict->setAccessibleName(tr("Verdict"));
    m_series->setAccessibleName(tr("Since when deliveries are refused so"));
    m_received->setObjectName(QStringLiteral("receivedSignature"));
    m_table->setTableModel(m_model);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_difference->setObjectName(QStringLiteral("signatureDifference"));
    m_difference->setAccessibleName(tr("Where received and computed signature differ"));
    m_difference->setReadOnly(true);
    m_difference->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_difference->setTabChangesFocus(true);
    m_difference->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_difference->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
    m_difference->setMaximumHeight(QFontMetrics(m_difference->font()).lineSpacing() * (linesOfDifference + 1));
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &SignaturePanel::showDifference);
}

void SignaturePanel::showSignature(const DeliveryRecord& delivery, const std::optional<QList<SigningSecret>>& secrets,
                                   SecretByNow secret)
{
    const QList<QByteArray> values = headerValues(delivery.headers, signatureHeaderName);
    QStringList texts;
    for (const QByteArray& value : values)
        texts.append(headerText(value));
    m_receivedText = texts.isEmpty() ? QString() : texts.first();
    m_verdict->setText(verdictDetail(delivery.summary));
    m_received->setValue(texts.join(QLatin1String(", ")));
    const bool isRefused = delivery.summary.verdict != Verdict::Verified;
    m_sentence->setSentence(isRefused ? deliverySentence(delivery.summary, secret) : Sentence());
    showSeries({});
    showComputed(delivery, secrets);
}

void SignaturePanel::showSeries(const QStringList& sentences)
{
    m_series->setText(sentences.join(u' '));
    m_series->setVisible(!sentences.isEmpty());
}

void SignaturePanel::showComputed(const DeliveryRecord& delivery, const std::optional<QList<SigningSecret>>& secrets)
{
    QString note;
    QList<ComputedSignature> computed;
    const QList<QByteArray> values = headerValues(delivery.headers, signatureHeaderName);
    if (delivery.isBodyCut())
        note = tr("The body was too long to be kept whole, so its signature can't be computed any more.");
    else if (!secrets)
        note = tr("There is no endpoint “%1” any more, and none with its path: it was renamed or removed, so there is "
                  "nothing to compute with.")
                   .arg(visibleText(delivery.summary.endpoint));
    else if (secrets->isEmpty())
        note = tr("The endpoint has no secret now, so there is nothing to compute.");
    else
        computed = computeSignatures(delivery.body, values.isEmpty() ? QByteArray() : values.first(), *secrets);
    const auto isSame = [](const ComputedSignature& each) { return each.matches.value_or(false) || each.isOtherwise; };
    const auto same = std::find_if(computed.cbegin(), computed.cend(), isSame);
    const bool areRead = secrets && std::none_of(secrets->cbegin(), secrets->cend(),
                                                 [](const SigningSecret& secret) { return secret.isUnread(); });
    const bool isGone =
        delivery.summary.verdict == Verdict::Verified && areRead && !computed.isEmpty() && same == computed.cend();
    if (isGone) {
        note = tr("The secret that it was verified with was changed or removed here since.");
        m_receivedText.clear(); // what differs from another secret's tells nothing
    }
    m_note->setText(note);
    m_note->setVisible(!note.isEmpty());
    m_model->setRows(computed);
    m_table->setVisible(!computed.isEmpty());
    if (!computed.isEmpty())
        m_table->selectRow(same == computed.cend() ? 0 : static_cast<int>(same - computed.cbegin()));
    showDifference();
}

void SignaturePanel::showDifference()
{
    const int row = m_table->currentIndex().row();
    const bool canCompare = row >= 0 && row < m_model->rowCount() && !m_receivedText.isEmpty();
    m_difference->setVisible(canCompare);
    if (canCompare)
        m_difference->setPlainText(comparedText(m_receivedText, m_model->rows().at(row)).join(u'\n'));
}

} // namespace kaunt
