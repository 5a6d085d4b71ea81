// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"

#include <QWidget>

namespace kaunt {

class MonitorSession;
class SecretStore;

/// Connect my webhook: path and port, the secret (checked for stray white space and quotes), API credentials (may come
/// later), then a signed test through the real path with a check for each step: listening, sent, verified, stored,
/// shown. Applies the settings to the session as it goes. GUI thread; session and store outlive it.
class ConnectPage final : public QWidget {
    Q_OBJECT

public:
    ConnectPage(MonitorSession& session, SecretStore& secrets, QWidget* parent = nullptr);

Q_SIGNALS:
    void settingsChosen(const kaunt::Settings& settings); ///< to be saved; the session has them already
    void finished();
    void cancelled();
};

} // namespace kaunt
