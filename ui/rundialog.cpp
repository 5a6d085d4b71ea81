// SPDX-License-Identifier: MIT
#include "ui/rundialog.h"

#include "ui/messagebox.h"

#include <QLocale>
#include <QPushButton>

namespace kaunt {

RunDialog::RunDialog(QWidget* parent)
    : QDialog(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
}

void RunDialog::setRunUnderWay(bool isRunning)
{
    m_isRunning = isRunning;
    if (!isRunning && m_question && m_question->isVisible())
        m_question->reject(); // there is nothing left to be stopped
}

void RunDialog::reject()
{
    if (mayClose([] {}))
        QDialog::reject();
}

bool RunDialog::mayClose(const std::function<void()>& then)
{
    if (!m_isRunning)
        return true;
    if (!m_question || !m_question->isVisible())
        ask(then);
    return false;
}

void RunDialog::ask(const std::function<void()>& then)
{
    const auto [done, all] = progress();
    const QLocale locale;
    const Sentence what{all == 0 ? tr("It is still sending. Done so far: %1.").arg(locale.toString(done))
                                 : tr("It is still sending. Done so far: %1. Left: %2.")
                                       .arg(locale.toString(done), locale.toString(all - done)),
                        {},
                        tr("Stopped, it sends no more. The window can be used while it goes on.")};
    m_question = makeMessageBox(QMessageBox::Question, QStringLiteral("stopBox"), windowTitle(), what, this);
    m_question->setStandardButtons(QMessageBox::NoButton);
    QPushButton* stopAndClose = m_question->addButton(tr("&Stop and close"), QMessageBox::DestructiveRole);
    QPushButton* goOn = m_question->addButton(tr("&Go on"), QMessageBox::RejectRole);
    stopAndClose->setObjectName(QStringLiteral("stopAndClose"));
    goOn->setObjectName(QStringLiteral("goOn"));
    m_question->setDefaultButton(goOn);
    m_question->setEscapeButton(goOn);
    connect(stopAndClose, &QPushButton::clicked, this, [this, then] {
        stop();
        QDialog::reject();
        then();
    });
    m_question->open();
}

} // namespace kaunt
