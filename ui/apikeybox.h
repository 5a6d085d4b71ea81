// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"

#include <QGroupBox>

class QLineEdit;

namespace kaunt {

class RemarkLabel;
class SecretField;

/// The API key of the guided page: client id and secret, which may stay empty, with what is wrong with them beneath.
/// The keyboard goes to the client id. GUI thread.
class ApiKeyBox final : public QGroupBox {
    Q_OBJECT

public:
    explicit ApiKeyBox(const QString& title, QWidget* parent = nullptr);

    void setKey(const ApiCredentials& key);
    [[nodiscard]] ApiCredentials key() const; ///< as it was set, with id and secret as entered
    /// Whether it can be saved.
    [[nodiscard]] bool isUsable() const;

private:
    void showFlaw();

    ApiCredentials m_before;
    QLineEdit* m_clientId;
    RemarkLabel* m_remark;
    SecretField* m_clientSecret;
};

} // namespace kaunt
