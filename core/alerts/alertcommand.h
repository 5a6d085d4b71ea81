// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alerthookfailure.h"
#include "core/alerts/alertqueue.h"
#include "core/childprocess.h"

#include <QObject>
#include <QTimer>

#include <chrono>

namespace kaunt {

/// Runs a program of the user's choice for each alert, without a shell: the alert's JSON object and a line feed on its
/// standard input, its output thrown away, nothing of KAUNT_… in its environment, where secrets may be. They wait in an
/// AlertQueue. One that takes too long is ended, with what it started. Does not block, but for two seconds at the most
/// when it goes while one runs: that is ended, too. Lives in its owner's thread (see ChildProcess).
class AlertCommand final : public QObject {
    Q_OBJECT

public:
    explicit AlertCommand(std::chrono::milliseconds timeLimit = std::chrono::seconds(30));

    /// From the next run on; an empty program runs none, and what waits is dropped.
    void setProgram(const QString& program, const QStringList& arguments);
    void run(const QByteArray& alert);

Q_SIGNALS:
    void succeeded();
    void failed(const kaunt::AlertHookFailure& failure);

private:
    void start(const QByteArray& alert);
    void startNextSoon();
    void takeEnd(int code, bool isBySignal);
    void fail(AlertHookFailure::Reason reason, int status = 0, const QString& systemText = {});

    QString m_program;
    QStringList m_arguments;
    AlertQueue m_waiting;
    QByteArray m_alert; ///< of the program that runs
    ChildProcess m_child;
    QTimer m_timeLimit; ///< a child, by that name
    bool m_isTimedOut = false;
};

} // namespace kaunt
