// SPDX-License-Identifier: MIT
#include "ui/rundialog.h"

#include "ui/messagebox.h"

#include <QLocale>
#include <QPushButton>
#include <QTimer>

#include <chrono>

namespace kaunt {

RunDialog::RunDialog(QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
}

void RunDialog::setRunUnderWay(bool isRunning)
{
    const bool hasEnded = m_isRunning && !isRunning;
    m_isRunning = isRunning;
    if (!isRunning && m_question && m_question->isVisible())
        m_question->reject(); // there is nothing left to be stopped
    if (hasEnded)
        Q_EMIT ended();
}

void RunDialog::abandon()
{
    if (m_isRunning)
        stop();
    QDialog::reject();
}

void RunDialog::reject()
{
    if (!m_isRunning)
        QDialog::reject();
    else if (!m_question || !m_question->isVisible())
        ask();
}

QString RunDialog::stillSending() const
{
    const auto [done, all] = progress();
    const QLocale locale;
    return all == 0 ? tr("It is still sending. Done so far: %1.").arg(locale.toString(done))
                    : tr("It is still sending. Done so far: %1. Left: %2.")
                          .arg(locale.toString(done), locale.toString(all - done));
}

void RunDialog::ask()
{
    const Sentence what{stillSending(), {}, tr("Stopped, it sends no more. The window can be used while it goes on.")};
    m_question = makeMessageBox(QMessageBox::Question, QStringLiteral("stopBox"), windowTitle(), what, this);
    m_question->setStandardButtons(QMessageBox::NoButton);
    QPushButton* stopAndClose = m_question->addButton(tr("&Stop and close"), QMessageBox::DestructiveRole);
    QPushButton* goOn = m_question->addButton(tr("&Go on"), QMessageBox::RejectRole);
    stopAndClose->setObjectName(QStringLiteral("stopAndClose"));
    goOn->setObjectName(QStringLiteral("goOn"));
    m_question->setDefaultButton(goOn);
    m_question->setEscapeButton(goOn);
    connect(stopAndClose, &QPushButton::clicked, this, &RunDialog::abandon);
    auto* often = new QTimer(m_question);
    connect(often, &QTimer::timeout, m_question, [this] { m_question->setText(stillSending()); });
    often->start(std::chrono::seconds(1));
    m_question->open();
}

} // namespace kaunt
