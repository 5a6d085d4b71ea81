// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alerthookfailure.h"

#include <QObject>
#include <QProcess>
#include <QQueue>
#include <QTimer>

#include <chrono>

namespace kaunt {

/// Runs a program of the user's choice for each alert, without a shell: the alert's JSON object and a line feed on its
/// standard input, its output thrown away, nothing of KAUNT_… in its environment, where secrets may be. One at a time;
/// of those that wait, 20 at the most. One that takes too long is killed, with what it started. Does not block; lives
/// in its owner's thread, and what still runs when it goes is killed.
class AlertCommand final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype mostWaiting = 20;

    explicit AlertCommand(QObject* parent = nullptr, std::chrono::milliseconds timeLimit = std::chrono::seconds(30));
    ~AlertCommand() override;

    /// From the next run on; an empty program runs none, and what waits is dropped.
    void setProgram(const QString& program, const QStringList& arguments);
    void run(const QByteArray& alert);

Q_SIGNALS:
    void succeeded();
    void failed(const kaunt::AlertHookFailure& failure);

private:
    void startNext();
    void startNextSoon();
    void takeEnd(int exitCode, QProcess::ExitStatus status);
    void fail(AlertHookFailure::Reason reason, int status = 0, const QString& systemText = {});
    void killGroup();

    QString m_program;
    QStringList m_arguments;
    QQueue<QByteArray> m_waiting; ///< the first until its program has begun
    QProcess m_process;
    QTimer m_timeLimit;
    qint64 m_group = 0; ///< the process group of what runs
    bool m_isTimedOut = false;
};

} // namespace kaunt
