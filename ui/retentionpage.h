// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settingspage.h"

class QSpinBox;

namespace kaunt {

class UnitSpinBox;

/// How long deliveries are kept. GUI thread.
class RetentionPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit RetentionPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Retention"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("security.md"); }
    void read(const Settings& settings) override;
    void write(Settings& settings) const override;

private:
    QSpinBox* m_age;
    UnitSpinBox* m_size;
    qint64 m_readBytes = 0; ///< which stay, however few, where nobody edits them
};

} // namespace kaunt
