// SPDX-License-Identifier: MIT
#pragma once

#include "core/tunnel/tunnelplan.h"

#include <QWidget>

class QComboBox;
class QFormLayout;
class QLineEdit;

namespace kaunt {

/// Which tunnel: the way, and what that has to know. GUI thread.
class TunnelPlanForm final : public QWidget {
    Q_OBJECT

public:
    explicit TunnelPlanForm(QWidget* parent = nullptr);

    void setPlan(const TunnelPlan& plan);
    [[nodiscard]] TunnelPlan plan() const;

Q_SIGNALS:
    void edited(); ///< by the user

private:
    QLineEdit* addField(const QString& objectName, const QString& label, const QString& example);
    [[nodiscard]] TunnelPlan::Way way() const;
    void showFields();

    QComboBox* m_way;
    QFormLayout* m_form;
    QLineEdit* m_destination;
    QLineEdit* m_remote;
    QLineEdit* m_command;
    QLineEdit* m_pattern;
    QLineEdit* m_publicUrl;
};

} // namespace kaunt
