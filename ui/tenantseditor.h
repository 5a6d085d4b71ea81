// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/apisettings.h"

#include <QGroupBox>

#include <functional>

class QLineEdit;
class QPushButton;

namespace kaunt {

class ChoiceTable;
class Clock;
class KeyTrialRow;
class RemarkLabel;
class SecretField;
class TenantsModel;

/// The API keys of single tenants: a table, and the fields of the chosen one. GUI thread.
class TenantsEditor final : public QGroupBox {
    Q_OBJECT

public:
    /// `api` is what is entered of the API besides these keys, which are tried with it. The clock outlives it.
    TenantsEditor(const Clock& clock, const std::function<ApiSettings()>& api, QWidget* parent = nullptr);

    void setCredentials(const QHash<QString, ApiCredentials>& byTenant); ///< emits nothing
    [[nodiscard]] QHash<QString, ApiCredentials> credentials() const;
    [[nodiscard]] QString problem() const;
    void showProblem();
    /// What is entered of the API is otherwise now.
    void forgetTrial();

Q_SIGNALS:
    void edited();

private:
    QWidget* makeButtons();
    void followFields();
    void showCurrent();
    void showRemarks();
    void takeFields();
    void add();
    void removeCurrent();
    [[nodiscard]] ApiCredentials chosenKey() const;
    [[nodiscard]] QString tenantProblem(int row) const;
    [[nodiscard]] QString clientIdProblem(int row) const;

    TenantsModel* m_model;
    ChoiceTable* m_table;
    QPushButton* m_remove;
    QLineEdit* m_tenant;
    RemarkLabel* m_tenantRemark;
    QLineEdit* m_clientId;
    RemarkLabel* m_clientIdRemark;
    SecretField* m_clientSecret;
    RemarkLabel* m_clientSecretRemark;
    KeyTrialRow* m_trial;
};

} // namespace kaunt
