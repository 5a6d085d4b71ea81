// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <chrono>

class QLabel;
class QProgressBar;
class QPushButton;

namespace kaunt {

struct FetchError;

/// Starts, follows and cancels a fetch: a button, how far it is, and how it went. GUI thread.
class FetchBar final : public QWidget {
    Q_OBJECT

public:
    explicit FetchBar(QWidget* parent = nullptr);

    /// `reason` says why not, where it can't be fetched.
    void setFetchable(bool isFetchable, const QString& reason);
    void showRunning();
    void showProgress(qint64 received, qint64 total); ///< total is -1 where it is not known
    /// The attempt that follows after the wait, and what became of the one before.
    void showRetrying(int attempt, std::chrono::milliseconds wait, const FetchError& why);
    void showIdle(const QString& message); ///< `message` tells how the last one ended, where there is something to tell

Q_SIGNALS:
    void fetchRequested();
    void cancelRequested();

private:
    void nameControls();
    void layOut();
    void setRunning(bool isRunning);
    void setStatus(const QString& text);

    QPushButton* m_fetch;
    QPushButton* m_cancel;
    QProgressBar* m_progress;
    QLabel* m_status;
    bool m_isFetchable = false;
    QString m_reason; ///< why not
};

} // namespace kaunt
