// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"

#include <QDialog>

namespace kaunt {

class SecretStore;

/// Endpoints with their secrets, address and port, API base and credentials per tenant, retention, notifications. Edits
/// a copy; `accepted` when the user wants it. GUI thread.
class SettingsDialog final : public QDialog {
    Q_OBJECT

public:
    SettingsDialog(const Settings& settings, const SecretStore& secrets, QWidget* parent = nullptr);

    [[nodiscard]] Settings settings() const;

private:
    Settings m_settings;
};

} // namespace kaunt
