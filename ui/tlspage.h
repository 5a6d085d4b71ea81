// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/tls/certificate.h"
#include "core/tls/identityfiles.h"
#include "ui/settingspage.h"

#include <optional>

class QCheckBox;
class QLabel;
class QPushButton;

namespace kaunt {

class FileField;
class PageForm;
class RemarkLabel;
class SecretField;
class ValueField;

/// Whether the receiver speaks TLS, and with which certificate and key: what they are, and what is wrong with them.
/// Makes a pair for this machine on demand, or chooses the one that was made before while that is of use. GUI thread;
/// the files are read once for each change of what is chosen.
class TlsPage final : public SettingsPage {
    Q_OBJECT

public:
    /// `folder` is where a pair that is made here goes. The clock outlives the page.
    TlsPage(QString folder, const Clock& clock, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override { return tr("Encryption"); }
    [[nodiscard]] QString helpPage() const override { return QStringLiteral("security.md"); }
    void read(const Settings& settings) override;
    void write(Settings& settings) const override;
    void refresh() override;
    [[nodiscard]] QString problem() const override;
    void showProblem() override;

private:
    void addFields(PageForm* form);
    void makePair();
    [[nodiscard]] tls::IdentityFiles nextPair() const;
    void takeEdit();
    void showState();
    void readFiles();
    void showFacts();
    [[nodiscard]] tls::IdentityFiles files() const;

    /// What the files hold.
    struct Facts {
        QString problem; ///< why the receiver could not use them
        QString unread;  ///< that it can't yet, until the pass phrase can be read
        std::optional<tls::Certificate> certificate;
        QList<tls::CertificateRemark> remarks;
    };

    QString m_folder;
    const Clock& m_clock;
    tls::IdentityFiles m_unread; ///< whose pass phrase could not be read; none where it could
    Facts m_facts;
    QCheckBox* m_isOn;
    FileField* m_certificate;
    FileField* m_key;
    SecretField* m_passphrase;
    QPushButton* m_make;
    RemarkLabel* m_remark;
    QLabel* m_validity;
    ValueField* m_fingerprint;
};

} // namespace kaunt
