// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/lineoutput.h"
#include "core/session/monitorsession.h"

#include <QSet>

#include <functional>

namespace kaunt {

/// The lines of a session's deliveries, each once and in their order, whether their reader keeps up or not: what it
/// does not take waits in the log, and is read from there once it reads again. One that is passed through comes once
/// it is answered, be it after later ones. Lives in the thread of its session, which outlives it, as does the output.
class DeliveryFeed final : public QObject {
    Q_OBJECT

public:
    using Line = std::function<QByteArray(const DeliverySummary&)>;

    DeliveryFeed(MonitorSession& session, LineOutput& output, Line line);

    /// Of a session that is closed: reads what is still missing and waits for the reader, as long as it takes
    /// something. Whether the output has all of them; whether its reader takes that is the output's to say.
    [[nodiscard]] bool finish();

Q_SIGNALS:
    void fellBehind();

private:
    using Deliveries = Result<QList<DeliverySummary>, LogError>;

    void take(const QList<DeliverySummary>& deliveries);
    void catchUp();
    void takeMissing(const Deliveries& missing);
    void fallBehind(const QList<DeliverySummary>& deliveries);
    [[nodiscard]] bool isPrinted(const DeliverySummary& delivery) const;
    [[nodiscard]] bool isInLog(const DeliverySummary& delivery);
    [[nodiscard]] bool print(const QList<DeliverySummary>& deliveries);
    [[nodiscard]] bool printFromLog(const QList<DeliverySummary>& deliveries);
    [[nodiscard]] bool printLate();

    MonitorSession& m_session;
    LineOutput& m_output;
    Line m_line;
    qint64 m_newest = 0;           ///< of those that were recorded
    qint64 m_printed = 0;          ///< the highest
    qint64 m_readFrom = 0;         ///< those above this one ...
    qint64 m_readTo = 0;           ///< ... up to this one were read from the log and printed, but
    QSet<qint64> m_unanswered;     ///< these, of which a signal is still to come
    QList<DeliverySummary> m_late; ///< told after later ones while it was behind; few: see PassedAnswers
    bool m_isBehind = false;
    bool m_isReading = false;     ///< the answer is still to come
    bool m_hasReadFailed = false; ///< the next delivery has it tried again
};

} // namespace kaunt
