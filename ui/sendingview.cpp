// SPDX-License-Identifier: MIT
#include "ui/sendingview.h"

#include "ui/focusring.h"
#include "ui/sendingsentences.h"
#include "ui/sentencelabel.h"
#include "ui/visibletext.h"

#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>
#include <limits>

namespace kaunt {

namespace {

int asInt(qint64 count)
{
    return static_cast<int>(std::min<qint64>(count, std::numeric_limits<int>::max()));
}

} // namespace

QString answerText(const SendOutcome& outcome)
{
    constexpr qsizetype longest = 1'000;
    if (outcome.status == 0)
        return SendingView::tr("no answer (%1)").arg(noAnswerText(outcome.noAnswer));
    const QString text =
        SendingView::tr("answered %1 within %2 ms").arg(outcome.status).arg(QLocale().toString(outcome.millis));
    const QString answer = elidedText(visibleText(QString::fromUtf8(outcome.answer)), longest);
    return answer.isEmpty() ? text : text + QStringLiteral("  ") + answer;
}

SendingView::SendingView(const QString& prefix, QWidget* parent)
    : QWidget(parent)
    , m_progress(new QProgressBar)
    , m_answers(new QPlainTextEdit)
    , m_outcome(new SentenceLabel(prefix + QStringLiteral("Outcome")))
{
    constexpr int mostAnswers = 1'000;
    m_progress->setObjectName(prefix + QStringLiteral("Progress"));
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setFormat(tr("%v of %m"));
    m_progress->hide();
    m_answers->setObjectName(prefix + QStringLiteral("Answers"));
    m_answers->setAccessibleName(tr("Answers"));
    m_answers->setReadOnly(true);
    m_answers->setTabChangesFocus(true);
    showFocusByRing(*m_answers);
    m_answers->setMaximumBlockCount(mostAnswers);
    m_answers->setPlaceholderText(tr("The answers appear here."));
    // What is left, whatever else is shown: the choices above them stay as they are when all is sent.
    constexpr int leastLines = 5;
    m_answers->setMinimumHeight(m_answers->fontMetrics().lineSpacing() * leastLines);
    m_answers->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    followAnswers();
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_progress);
    layout->addWidget(m_answers, 1);
    layout->addWidget(m_outcome);
}

/// Also where a remark takes room from them. Whoever scrolls up is left there.
void SendingView::followAnswers()
{
    QScrollBar* bar = m_answers->verticalScrollBar();
    connect(bar, &QScrollBar::actionTriggered, this,
            [this, bar] { m_isFollowing = bar->sliderPosition() >= bar->maximum(); });
    // Queued: the text is still being laid out.
    connect(bar, &QScrollBar::rangeChanged, this, &SendingView::showNewest, Qt::QueuedConnection);
}

void SendingView::showNewest()
{
    QScrollBar* bar = m_answers->verticalScrollBar();
    if (m_isFollowing)
        bar->setValue(bar->maximum());
}

void SendingView::begin(qint64 count)
{
    m_isFollowing = true;
    m_done = 0;
    m_accepted = 0;
    m_answers->clear();
    m_outcome->setSentence({});
    setCount(count);
    m_progress->setValue(0);
    m_progress->show();
}

void SendingView::setCount(qint64 count)
{
    m_count = count;
    m_progress->setRange(0, asInt(count)); // 0 to 0 says that it is not known
}

void SendingView::addAnswer(qint64 number, const SendOutcome& outcome)
{
    m_accepted += outcome.isAccepted() ? 1 : 0;
    addLine(tr("Delivery %1: %2").arg(QLocale().toString(number), answerText(outcome)));
}

void SendingView::addUnsent(const QString& why)
{
    addLine(why);
}

void SendingView::addLine(const QString& line)
{
    ++m_done;
    m_progress->setValue(std::min(asInt(m_done), m_progress->maximum()));
    m_outcome->setSentence({});
    m_answers->appendPlainText(line);
}

void SendingView::setRemark(const QString& remark)
{
    m_outcome->setSentence({remark, {}, {}});
}

void SendingView::end(const Sentence& sentence)
{
    m_progress->hide();
    m_outcome->setSentence(sentence);
}

Sentence SendingView::tally() const
{
    return {tr("%1 of %2 were answered 2xx.").arg(QLocale().toString(m_accepted), QLocale().toString(m_done)), {}, {}};
}

} // namespace kaunt
