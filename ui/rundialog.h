// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QPointer>

#include <functional>

class QMessageBox;

namespace kaunt {

/// A dialog that sends deliveries, beside its window, which stays usable meanwhile. Closed in whatever way while it
/// sends, it asks first. GUI thread; deleted once it is closed, and what it sends ends with it.
class RunDialog : public QDialog {
    Q_OBJECT

public:
    explicit RunDialog(QWidget* parent = nullptr);

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    /// True where nothing is lost by it. Else it asks, and calls `then` once the run is stopped and this is closed, not
    /// where it goes on.
    [[nodiscard]] bool mayClose(const std::function<void()>& then);
    void reject() override;

protected:
    struct Progress {
        qint64 done = 0;
        qint64 all = 0; ///< 0 while it is not known
    };

    /// To be told when a run begins and when it is over.
    void setRunUnderWay(bool isRunning);
    [[nodiscard]] virtual Progress progress() const = 0;
    virtual void stop() = 0;

private:
    void ask(const std::function<void()>& then);

    bool m_isRunning = false;
    QPointer<QMessageBox> m_question;
};

} // namespace kaunt
