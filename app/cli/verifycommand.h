// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/webhook/diagnosis.h"

namespace kaunt {

/// kauntctl verify: a body against a signature and, where it does not match, why, and as text both signatures beneath
/// each other.
class VerifyCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    struct Explanation {
        Diagnosis diagnosis;
        QString endpoint; ///< whose secret it is, where there are several
    };

    /// `known` explains what does not verify: retired secrets are among them.
    [[nodiscard]] int verify(const QList<SigningSecret>& secrets, const QList<EndpointSecrets>& known,
                             const QList<ApiSecret>& apiSecrets) const;
    void tellRefused(const SignatureCheck& check, const Explanation& why, const QList<SigningSecret>& secrets) const;
    /// As the endpoint would whose secret comes nearest.
    [[nodiscard]] Explanation explain(const SignatureCheck& check, const QList<EndpointSecrets>& known,
                                      const QList<ApiSecret>& apiSecrets) const;
    /// Where several have secrets: only there does the receiver accept it.
    [[nodiscard]] QString endpointOf(const QList<EndpointSecrets>& endpoints) const;

    QByteArray m_body;
    QByteArray m_signature;
};

} // namespace kaunt
