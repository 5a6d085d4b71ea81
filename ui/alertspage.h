// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alertrule.h"
#include "ui/settingspage.h"

#include <array>

class QCheckBox;
class QGridLayout;
class QGroupBox;
class QLineEdit;
class QPlainTextEdit;
class QSpinBox;

namespace kaunt {

class FileField;
class RemarkLabel;

/// Which alerts there are and from when on, and the command and the URL that are told of them. GUI thread.
class AlertsPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit AlertsPage(QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Alerts"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("alerts.md"); }
    void read(const Settings& settings) override;
    void write(Settings& settings) const override;
    [[nodiscard]] QString problem() const override;
    void showProblem() override;
    void refresh() override { showState(); }

private:
    struct RuleRow {
        QCheckBox* isOn = nullptr;
        QSpinBox* threshold = nullptr;
    };

    QGroupBox* makeRules();
    void addRule(QGridLayout* grid, AlertRule rule);
    QGroupBox* makeHooks();
    [[nodiscard]] QStringList arguments() const;
    [[nodiscard]] QString commandProblem() const;
    [[nodiscard]] QString absenceText() const;
    [[nodiscard]] QString urlProblem() const;
    void takeEdit();
    void showState();

    std::array<RuleRow, alertRules.size()> m_rules;
    FileField* m_command;
    RemarkLabel* m_commandRemark;
    QPlainTextEdit* m_arguments;
    QStringList m_argumentsRead; ///< one of them may have several lines
    QString m_argumentsShown;    ///< as those stand in the field
    QLineEdit* m_url;
    RemarkLabel* m_urlRemark;
};

} // namespace kaunt
