// SPDX-License-Identifier: MIT
#pragma once

#include "app/cli/command.h"
#include "core/settings/settings.h"
#include "core/webhook/signature.h"

namespace kaunt {

/// kauntctl verify: a body against a signature and, where it does not match, why.
class VerifyCommand final : public Command {
    Q_OBJECT

public:
    using Command::Command;

    [[nodiscard]] static QList<QCommandLineOption> options();
    [[nodiscard]] std::optional<int> start(const QCommandLineParser& arguments) override;

private:
    /// `known` explains what does not verify: retired secrets are among them. `settings` are those that they are of.
    [[nodiscard]] int verify(const QList<SigningSecret>& secrets, const QList<SigningSecret>& known,
                             const Settings& settings = {}) const;
    /// Where several have secrets: only there does the receiver accept it.
    [[nodiscard]] QString endpointOf(const QList<Endpoint>& endpoints) const;

    QByteArray m_body;
    QByteArray m_signature;
};

} // namespace kaunt
