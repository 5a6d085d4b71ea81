// SPDX-License-Identifier: MIT
#include "ui/sentencelabel.h"

#include "ui/pagetext.h"
#include "ui/visibletext.h"

#include <QLabel>
#include <QVBoxLayout>

namespace kaunt {

SentenceLabel::SentenceLabel(const QString& objectName, QWidget* parent)
    : QWidget(parent)
    , m_happened(makeSelectableText(QStringLiteral("happened")))
    , m_rest(makeSelectableText(QStringLiteral("reasonAndNext")))
{
    setObjectName(objectName);
    QFont bold = m_happened->font();
    bold.setBold(true);
    m_happened->setFont(bold);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_happened);
    layout->addWidget(m_rest);
    hide();
}

void SentenceLabel::setSentence(const Sentence& sentence)
{
    m_happened->setText(breakableText(visibleText(sentence.happened)));
    m_rest->setText(breakableText(visibleText(Sentence{sentence.reason, sentence.next, {}}.text())));
    m_rest->setVisible(!m_rest->text().isEmpty());
    setVisible(!sentence.text().isEmpty());
}

QString SentenceLabel::text() const
{
    return withoutBreaks(m_rest->text().isEmpty() ? m_happened->text() : m_happened->text() + u' ' + m_rest->text());
}

} // namespace kaunt
