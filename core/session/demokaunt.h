// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"
#include "core/simulator/simulatedkaunt.h"
#include "core/workerthread.h"

#include <QTemporaryDir>

namespace kaunt {

/// What a demo needs besides a monitor: a throw-away folder for the log, secrets made up for this run, and a simulated
/// Kaunt in a thread of its own. Everything is gone with it. Made, used and destroyed in the owner's thread.
class DemoKaunt {
public:
    /// Files beside the log, for those who send to the demo or fetch from it in a terminal.
    static constexpr char webhookSecretFile[] = "webhook-secret";
    static constexpr char clientSecretFile[] = "client-secret";

    DemoKaunt();
    ~DemoKaunt();
    Q_DISABLE_COPY_MOVE(DemoKaunt)

    /// Where the throw-away folder is made.
    [[nodiscard]] static QString temporaryPlace();
    [[nodiscard]] QString dataDirectory() const { return m_folder.path(); } ///< empty where it can't be made
    [[nodiscard]] QString folderError() const { return m_folder.errorString(); }
    [[nodiscard]] SimulatedKaunt& simulator() { return *m_simulator.worker(); } ///< until stop()

    /// `settings` with the demo's secret and credentials in place of the user's, and one endpoint, at the path of the
    /// first, without TLS.
    [[nodiscard]] Settings prepared(Settings settings) const;
    /// Starts delivering to `target`; the simulator's `started` tells the API base. After stop() nothing.
    void deliverTo(const QUrl& target);
    void stop();

private:
    QTemporaryDir m_folder;
    QByteArray m_webhookSecret;
    ApiCredentials m_credentials;
    WorkerThread<SimulatedKaunt> m_simulator;
    bool m_isStarted = false;
};

} // namespace kaunt
