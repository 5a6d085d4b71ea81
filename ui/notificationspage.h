// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alertrule.h"
#include "ui/settingspage.h"

#include <array>

class QCheckBox;
class QGroupBox;
class QTimeEdit;

namespace kaunt {

/// Of which alerts there are desktop notifications, and the hours without. GUI thread.
class NotificationsPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit NotificationsPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Notifications"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("alerts.md"); }
    void read(const Settings& settings) override;
    void write(Settings& settings) const override;

private:
    QGroupBox* makeQuietHours();

    std::array<QCheckBox*, alertRules.size()> m_wanted{};
    QCheckBox* m_quiet;
    QTimeEdit* m_quietFrom;
    QTimeEdit* m_quietTo;
};

} // namespace kaunt
