// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settingspage.h"

class QLineEdit;
class QPushButton;

namespace kaunt {

class ChoiceTable;
class EndpointsModel;
class RemarkLabel;
class SecretStore;
class SecretsEditor;

/// The endpoints, each with its name, its path and its secrets. At least one stays. GUI thread.
class EndpointsPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit EndpointsPage(const SecretStore& secrets, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Endpoints"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("connect.md"); }
    void read(const Settings& settings) override;
    void write(Settings& settings) const override;
    [[nodiscard]] QString problem() const override;
    void showProblem() override;

private:
    QWidget* makeButtons();
    void showCurrent();
    void showRemarks();
    void takeFields();
    void add();
    void removeCurrent();
    [[nodiscard]] QString nameProblem(int row) const;
    [[nodiscard]] QString pathProblem(int row) const;
    [[nodiscard]] QString secretsProblem(int row) const;

    EndpointsModel* m_model;
    ChoiceTable* m_table;
    QPushButton* m_remove;
    QLineEdit* m_name;
    RemarkLabel* m_nameRemark;
    QLineEdit* m_path;
    RemarkLabel* m_pathRemark;
    SecretsEditor* m_secrets;
};

} // namespace kaunt
