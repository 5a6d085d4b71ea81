// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settingspage.h"

class QCheckBox;

namespace kaunt {

/// Which desktop notifications there are. GUI thread.
class NotificationsPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit NotificationsPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Notifications"); }
    void read(const Settings& settings) override;
    void write(Settings& settings) const override;

private:
    QCheckBox* m_onRefused;
    QCheckBox* m_onFailedEvent;
    QCheckBox* m_onStoringFailed;
};

} // namespace kaunt
