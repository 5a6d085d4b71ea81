// SPDX-License-Identifier: MIT
#pragma once

#include "core/secrets/filesecretstore.h"
#include "core/session/monitorsession.h"
#include "ui/deliverylistmodel.h"
#include "ui/deliverylistview.h"
#include "ui/mainwindow.h"
#include "ui/windowstate.h"

#include <QElapsedTimer>
#include <QLineEdit>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace kaunt::bench {

/// The real window over a log, listening nowhere. Made and used in the GUI thread.
class BenchWindow final : public QObject {
    Q_OBJECT

public:
    explicit BenchWindow(const Clock& clock);

    /// Opens the log and shows it; whether it could.
    [[nodiscard]] bool open(const QString& directory);
    [[nodiscard]] DeliveryListModel& model() const { return *m_model; }
    [[nodiscard]] DeliveryListView& list() const { return *m_list; }
    [[nodiscard]] QLineEdit& filterField() const { return *m_filterField; }
    [[nodiscard]] EventLog& log() { return m_session->log(); }

    /// Lets the window live until `isDone`, a minute at the most; the milliseconds that it took.
    static double waitUntil(const std::function<bool()>& isDone);
    static void wait(int millis);
    /// Until what is in sight has been read and painted.
    double waitForRows();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool areRowsThere() const;

    const Clock& m_clock;
    QTemporaryDir m_folder;
    FileSecretStore m_secrets;
    WindowState m_state;
    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<MainWindow> m_window;
    DeliveryListModel* m_model = nullptr;
    DeliveryListView* m_list = nullptr;
    QLineEdit* m_filterField = nullptr;
    bool m_isPainted = false; ///< with all rows that were in sight
};

} // namespace kaunt::bench
