// SPDX-License-Identifier: MIT
#pragma once

#include "ui/settingspage.h"

class QGroupBox;
class QLineEdit;
class QPlainTextEdit;

namespace kaunt {

class Clock;
class FileField;
class KeyTrialRow;
class PageForm;
class RemarkLabel;
class SecretField;
class SecretStore;
class TenantsEditor;
class UnitSpinBox;

/// Where resources are read, and with whose credentials. GUI thread.
class ApiPage final : public SettingsPage {
    Q_OBJECT

public:
    /// The clock outlives it.
    ApiPage(const SecretStore& secrets, const Clock& clock, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("API"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("fetch.md"); }
    void read(const Settings& settings) override;
    void write(Settings& settings) const override;
    void refresh() override;
    [[nodiscard]] QString problem() const override;
    void showProblem() override;

private:
    void addUrls(PageForm* form);
    QGroupBox* makeDefaultKey();
    void followFields();
    [[nodiscard]] ApiSettings entered() const;
    [[nodiscard]] QStringList origins() const;
    [[nodiscard]] QString baseProblem() const;
    [[nodiscard]] QString originsProblem() const;
    void readCaFile();
    [[nodiscard]] QString clientIdProblem() const;
    void showRemarks();
    void takeEdit();

    QLineEdit* m_base;
    RemarkLabel* m_baseRemark;
    QPlainTextEdit* m_origins;
    RemarkLabel* m_originsRemark;
    FileField* m_caFile;
    QString m_caFileProblem; ///< as it was when the path was last changed, or refreshed
    RemarkLabel* m_caFileRemark;
    UnitSpinBox* m_deadline;
    QLineEdit* m_clientId;
    RemarkLabel* m_clientIdRemark;
    SecretField* m_clientSecret;
    RemarkLabel* m_clientSecretRemark;
    KeyTrialRow* m_trial;
    std::chrono::milliseconds m_tokenTimeLimit{}; ///< as read
    QString m_unreadSecret;                       ///< as ApiCredentials::unread
    TenantsEditor* m_tenants;
};

} // namespace kaunt
