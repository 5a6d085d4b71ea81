// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"

#include <QGroupBox>

class QLineEdit;
class QPushButton;

namespace kaunt {

class ChoiceTable;
class RemarkLabel;
class SecretField;
class TenantsModel;

/// The API keys of single tenants: a table, and the fields of the chosen one. GUI thread.
class TenantsEditor final : public QGroupBox {
    Q_OBJECT

public:
    explicit TenantsEditor(QWidget* parent = nullptr);

    void setCredentials(const QHash<QString, ApiCredentials>& byTenant); ///< emits nothing
    [[nodiscard]] QHash<QString, ApiCredentials> credentials() const;
    [[nodiscard]] QString problem() const;
    void showProblem();

Q_SIGNALS:
    void edited();

private:
    QWidget* makeButtons();
    void showCurrent();
    void showRemarks();
    void takeFields();
    void add();
    void removeCurrent();
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
};

} // namespace kaunt
