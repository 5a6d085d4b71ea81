// SPDX-License-Identifier: MIT
#include "ui/settingsdialog.h"

namespace kaunt {

SettingsDialog::SettingsDialog(const Settings& settings, const SecretStore&, QWidget* parent)
    : QDialog(parent)
    , m_settings(settings)
{
}

Settings SettingsDialog::settings() const
{
    return m_settings;
}

} // namespace kaunt
