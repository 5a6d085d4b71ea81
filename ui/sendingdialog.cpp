// SPDX-License-Identifier: MIT
#include "ui/sendingdialog.h"

#include "ui/sendingview.h"

#include <QDialogButtonBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace kaunt {

SendingDialog::SendingDialog(const QString& prefix, const QString& beginText, QWidget* parent)
    : RunDialog(parent)
    , m_sending(new SendingView(prefix))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Close))
    , m_begin(m_buttons->addButton(beginText, QDialogButtonBox::ActionRole))
    , m_stop(m_buttons->addButton(tr("St&op"), QDialogButtonBox::ActionRole))
{
    m_begin->setObjectName(prefix + QStringLiteral("Begin"));
    m_stop->setObjectName(prefix + QStringLiteral("Stop"));
    m_buttons->button(QDialogButtonBox::Close)->setObjectName(prefix + QStringLiteral("Close"));
    connect(m_begin, &QPushButton::clicked, this, &SendingDialog::begin);
    connect(m_stop, &QPushButton::clicked, this, &SendingDialog::stop);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &SendingDialog::reject);
}

void SendingDialog::addSending(QVBoxLayout& layout)
{
    layout.addWidget(m_sending, 1);
    layout.addWidget(m_buttons);
    m_begin->setDefault(true);
    m_stop->setAutoDefault(false);
    setTabOrder(m_begin, m_stop);
    setTabOrder(m_stop, m_buttons->button(QDialogButtonBox::Close));
}

void SendingDialog::end(QObject* run, const Sentence& sentence)
{
    if (run) {
        run->disconnect(this);
        run->deleteLater();
    }
    m_sending->end(sentence);
    const bool isOnStop = focusWidget() == m_stop;
    setRunning(false);
    if (isOnStop && m_begin->isEnabled())
        m_begin->setFocus();
}

void SendingDialog::setRunning(bool isRunning)
{
    m_stop->setEnabled(isRunning);
    setRunUnderWay(isRunning);
    if (isRunning)
        m_stop->setFocus();
}

RunDialog::Progress SendingDialog::progress() const
{
    return {m_sending->done(), m_sending->count()};
}

} // namespace kaunt
