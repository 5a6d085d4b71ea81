// SPDX-License-Identifier: MIT
#include "ui/unkeptquestion.h"

#include "ui/messagebox.h"

#include <QPushButton>

namespace kaunt {

UnkeptQuestion::UnkeptQuestion(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
}

void UnkeptQuestion::setUnkept(const std::optional<Sentence>& why)
{
    m_why = why;
    if (m_why || !m_question || !m_question->isVisible())
        return;
    m_question->reject();
    QMetaObject::invokeMethod(this, m_then, Qt::QueuedConnection);
}

bool UnkeptQuestion::mayEnd(const std::function<void()>& then)
{
    if (m_why && !m_isGivenUp)
        Q_EMIT tryAgainRequested();
    if (!m_why || m_isGivenUp)
        return true;
    if (!m_question || !m_question->isVisible())
        ask(then);
    return false;
}

void UnkeptQuestion::ask(const std::function<void()>& then)
{
    m_then = then;
    const Sentence what{m_why->happened, m_why->reason,
                        tr("Mend that and try again; or quit, and enter it anew the next time.")};
    m_question =
        makeMessageBox(QMessageBox::Warning, QStringLiteral("unkeptBox"), m_window.windowTitle(), what, &m_window);
    m_question->setStandardButtons(QMessageBox::Cancel);
    QPushButton* again = m_question->addButton(tr("&Try again"), QMessageBox::AcceptRole);
    QPushButton* quit = m_question->addButton(tr("&Quit without it"), QMessageBox::DestructiveRole);
    again->setObjectName(QStringLiteral("keepAgain"));
    quit->setObjectName(QStringLiteral("quitUnkept"));
    m_question->setDefaultButton(again);
    // Queued: what asks again is another box.
    connect(again, &QPushButton::clicked, this, then, Qt::QueuedConnection);
    connect(
        quit, &QPushButton::clicked, this,
        [this, then] {
            m_isGivenUp = true;
            then();
        },
        Qt::QueuedConnection);
    m_question->open();
}

} // namespace kaunt
