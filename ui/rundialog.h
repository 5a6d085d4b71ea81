// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>
#include <QPointer>

class QMessageBox;

namespace kaunt {

/// A dialog that sends deliveries, beside its window, which stays usable meanwhile. Closed in whatever way while it
/// sends, it asks first. GUI thread; deleted once it is closed, and what it sends ends with it.
class RunDialog : public QDialog {
    Q_OBJECT

public:
    explicit RunDialog(QWidget* parent = nullptr);

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    void abandon(); ///< stops and closes without a question
    /// What its last run came to can be kept by the user, who has not done so.
    [[nodiscard]] virtual bool hasUnsavedReport() const { return false; }
    /// Whether what it runs comes to such.
    [[nodiscard]] virtual bool isToReport() const { return false; }
    void reject() override;

Q_SIGNALS:
    void ended(); ///< the run, in whatever way

protected:
    /// How far a run is, counted in what it does one by one.
    struct Progress {
        qint64 done = 0;
        qint64 all = 0; ///< 0 while it is not known
    };

    /// To be told when a run begins and when it is over.
    void setRunUnderWay(bool isRunning);
    [[nodiscard]] virtual Progress progress() const = 0;
    virtual void stop() = 0;

private:
    void ask();
    [[nodiscard]] QString stillSending() const;

    bool m_isRunning = false;
    QPointer<QMessageBox> m_question;
};

} // namespace kaunt
