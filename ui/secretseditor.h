// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/signature.h"

#include <QGroupBox>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace kaunt {

class ChoiceTable;
class PageForm;
class RemarkLabel;
class SecretField;
class SecretsModel;

/// The signing secrets of one endpoint: a table, and the fields of the chosen one. GUI thread.
class SecretsEditor final : public QGroupBox {
    Q_OBJECT

public:
    explicit SecretsEditor(QWidget* parent = nullptr);

    void setSecrets(const QList<SigningSecret>& secrets); ///< emits nothing
    [[nodiscard]] QList<SigningSecret> secrets() const;
    void showProblem(); ///< goes to the first name that can't be accepted

Q_SIGNALS:
    void edited();

private:
    QWidget* makeButtons();
    void addFields(PageForm* form);
    void showCurrent();
    void showRemarks();
    void takeFields();
    void add(int row, const QString& name);
    void replaceCurrent();
    void removeCurrent();
    [[nodiscard]] QString problemOf(int row) const;

    SecretsModel* m_model;
    ChoiceTable* m_table;
    QPushButton* m_add;
    QPushButton* m_replace;
    QPushButton* m_remove;
    QLineEdit* m_name;
    RemarkLabel* m_nameRemark;
    SecretField* m_value;
    QCheckBox* m_retired;
    RemarkLabel* m_remark;
    QLabel* m_hint;
};

} // namespace kaunt
