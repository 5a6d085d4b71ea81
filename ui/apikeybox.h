// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/apisettings.h"

#include <QGroupBox>

class QLineEdit;

namespace kaunt {

class Clock;
class KeyTrialRow;
class RemarkLabel;
class SecretField;

/// The API key of the guided page: client id and secret, which may stay empty, with what is wrong with them beneath.
/// The keyboard goes to the client id. GUI thread.
class ApiKeyBox final : public QGroupBox {
    Q_OBJECT

public:
    /// The key is tried with what `api` says else. The clock outlives it.
    ApiKeyBox(const QString& title, const Clock& clock, const ApiSettings& api, QWidget* parent = nullptr);

    void setKey(const ApiCredentials& key);
    [[nodiscard]] ApiCredentials key() const; ///< as it was set, with id and secret as entered
    /// Whether it can be saved.
    [[nodiscard]] bool isUsable() const;

private:
    void takeEdit();

    ApiCredentials m_before;
    QLineEdit* m_clientId;
    RemarkLabel* m_remark;
    SecretField* m_clientSecret;
    KeyTrialRow* m_trial;
};

} // namespace kaunt
