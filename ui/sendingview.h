// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverysender.h"
#include "ui/sentences.h"

#include <QWidget>

class QPlainTextEdit;
class QProgressBar;

namespace kaunt {

class SentenceLabel;

/// How far a run of deliveries is, each answer, and what came of it. Keeps the newest 1,000 lines. GUI thread.
class SendingView final : public QWidget {
    Q_OBJECT

public:
    /// Its controls are named with `prefix` in front: "…Progress", "…Answers", "…Outcome".
    explicit SendingView(const QString& prefix, QWidget* parent = nullptr);

    /// Forgets the run before. How many there will be may be told later.
    void begin(qint64 count = 0);
    void setCount(qint64 count);
    void addAnswer(qint64 number, const SendOutcome& outcome);
    /// Of one that was not sent, as text.
    void addUnsent(const QString& why);
    /// What is told until the next answer.
    void setRemark(const QString& remark);
    void end(const Sentence& sentence);
    /// "3 of 4 were answered 2xx."
    [[nodiscard]] Sentence tally() const;
    [[nodiscard]] qint64 done() const { return m_done; }
    [[nodiscard]] qint64 count() const { return m_count; } ///< 0 while it is not known

private:
    void addLine(const QString& line);
    void followAnswers();
    void showNewest();

    QProgressBar* m_progress;
    QPlainTextEdit* m_answers;
    SentenceLabel* m_outcome;
    bool m_isFollowing = true; ///< the newest answer is in sight
    qint64 m_count = 0;
    qint64 m_done = 0;
    qint64 m_accepted = 0;
};

/// "answered 200 within 3 ms  …", or why not: plain text.
[[nodiscard]] QString answerText(const SendOutcome& outcome);

} // namespace kaunt
