// SPDX-License-Identifier: MIT
#include "ui/runsquestion.h"

#include "ui/messagebox.h"
#include "ui/rundialog.h"
#include "ui/windowplace.h"

#include <QPushButton>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

QString lossBy(RunsQuestion::End end)
{
    switch (end) {
    case RunsQuestion::End::Program:
        return RunsQuestion::tr("When the program ends, what is left is not sent.");
    case RunsQuestion::End::OwnSession:
        return RunsQuestion::tr("When the demo begins, what is left is not sent.");
    case RunsQuestion::End::Demo:
        return RunsQuestion::tr("When the demo ends, what is left is not sent.");
    }
    return {};
}

QString stopText(RunsQuestion::End end)
{
    switch (end) {
    case RunsQuestion::End::Program:
        return RunsQuestion::tr("&Stop and quit");
    case RunsQuestion::End::OwnSession:
        return RunsQuestion::tr("&Stop and begin the demo");
    case RunsQuestion::End::Demo:
        return RunsQuestion::tr("&Stop and leave the demo");
    }
    return {};
}

} // namespace

RunsQuestion::RunsQuestion(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
}

QList<RunDialog*> RunsQuestion::running() const
{
    QList<RunDialog*> dialogs = m_window.findChildren<RunDialog*>();
    dialogs.removeIf([](const RunDialog* dialog) { return !dialog->isRunning(); });
    return dialogs;
}

bool RunsQuestion::mayEnd(End end, const std::function<void()>& then)
{
    if (running().isEmpty())
        return true;
    if (!m_question || !m_question->isVisible())
        ask(end, then);
    return false;
}

QString RunsQuestion::stillSending() const
{
    QStringList titles;
    const QList<RunDialog*> runs = running();
    for (const RunDialog* run : runs)
        titles.append(run->windowTitle());
    return tr("Still sending: %1.").arg(titles.join(QLatin1String(", ")));
}

void RunsQuestion::ask(End end, const std::function<void()>& then)
{
    const QList<RunDialog*> runs = running();
    const bool isAnyToReport =
        std::any_of(runs.cbegin(), runs.cend(), [](const RunDialog* run) { return run->isToReport(); });
    const Sentence what{stillSending(), lossBy(end),
                        isAnyToReport
                            ? tr("Stop it, or let it go on. If it comes to its end meanwhile, this goes ahead by "
                                 "itself, but not over a report that can be saved then.")
                            : tr("Stop it, or let it go on. If it comes to its end meanwhile, this goes ahead by "
                                 "itself.")};
    m_question =
        makeMessageBox(QMessageBox::Question, QStringLiteral("stopRunsBox"), m_window.windowTitle(), what, &m_window);
    m_question->setStandardButtons(QMessageBox::NoButton);
    QPushButton* stop = m_question->addButton(stopText(end), QMessageBox::DestructiveRole);
    QPushButton* goOn = m_question->addButton(tr("&Go on"), QMessageBox::RejectRole);
    stop->setObjectName(QStringLiteral("stopRuns"));
    goOn->setObjectName(QStringLiteral("goOn"));
    m_question->setDefaultButton(goOn);
    m_question->setEscapeButton(goOn);
    connect(stop, &QPushButton::clicked, this, [this, then] {
        const QList<RunDialog*> left = running();
        for (RunDialog* run : left) {
            disconnect(run, nullptr, m_question, nullptr);
            run->abandon();
        }
        then();
    });
    m_asked.clear();
    for (RunDialog* run : runs) {
        m_asked.append(run);
        connect(run, &RunDialog::ended, m_question, [this, then] { goOnAfterEnd(then); });
    }
    m_question->open();
}

/// What came of a run is there to be read and saved: the window stays for it.
void RunsQuestion::goOnAfterEnd(const std::function<void()>& then)
{
    if (!m_question->isVisible())
        return;
    if (!running().isEmpty()) {
        m_question->setText(stillSending());
        return;
    }
    m_question->reject();
    for (const QPointer<RunDialog>& run : std::as_const(m_asked)) {
        if (run && run->hasUnsavedReport()) {
            bringToFront(*run);
            return;
        }
    }
    QMetaObject::invokeMethod(this, then, Qt::QueuedConnection); // the dialog that tells it may go with it
}

} // namespace kaunt
