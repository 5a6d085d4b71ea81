// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/monitorsession.h"
#include "core/simulator/samples.h"
#include "ui/deliverylistmodel.h"
#include "ui/deliverylistview.h"
#include "ui/monitoractions.h"
#include "ui/monitorpage.h"
#include "ui/windowstate.h"

#include <QMainWindow>
#include <QTemporaryDir>

#include <memory>

namespace kaunt::test {

inline const QByteArray monitorSecret = "whsec-of-the-test";
inline constexpr int patience = 20'000; ///< milliseconds

/// One endpoint with `monitorSecret`, on a free port.
[[nodiscard]] Settings monitorSettings();

/// The page in a window of its own, over a real receiver and a real log, and what a user does with it. What goes wrong
/// fails the test that runs.
class MonitorPageFixture : public QObject {
    Q_OBJECT

protected:
    void begin(); ///< opens it, with a folder and a window state that nobody has used
    void open();
    void close();
    void listen();
    [[nodiscard]] bool deliver(const QByteArray& body, const QByteArray& signedWith = monitorSecret);
    /// Listens, receives so many deliveries with body(1) and on, and chooses the first.
    [[nodiscard]] bool chooseFirstOf(int deliveries);
    [[nodiscard]] QByteArray body(quint32 seed, EventKind kind = EventKind::ProposalCompleted) const;
    [[nodiscard]] QAction* action(MonitorActions::Command command) const { return m_actions->action(command); }
    [[nodiscard]] DeliveryListModel& model() const { return *m_page->findChild<DeliveryListModel*>(); }
    [[nodiscard]] QString text(int row, DeliveryColumn column) const;
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        return m_page->findChild<Widget*>(QLatin1String(name));
    }
    [[nodiscard]] DeliveryListView* list() const { return find<DeliveryListView>("deliveryList"); }

    SystemClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<WindowState> m_state;
    std::unique_ptr<MonitorSession> m_session;
    std::unique_ptr<QMainWindow> m_window;
    MonitorActions* m_actions = nullptr;
    MonitorPage* m_page = nullptr;
};

} // namespace kaunt::test
