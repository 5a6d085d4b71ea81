// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/signature.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <optional>

namespace kaunt {

/// An API key of the Partner Portal: it belongs to one tenant and opens that tenant only (kaunt-api.md, Token).
struct ApiCredentials {
    QString clientId;
    QByteArray clientSecret;
    QString unread{}; ///< the name that the secret is kept under where that could not be read

    [[nodiscard]] bool isEmpty() const { return clientId.isEmpty(); }
    bool operator==(const ApiCredentials&) const = default;
};

/// As they stand in an Authorization header (RFC 7617 section 2). Pure.
[[nodiscard]] QByteArray basicCredentials(const ApiCredentials& credentials);

/// Credentials by tenant, with one default for tenants that have none of their own.
struct CredentialSet {
    ApiCredentials fallback;
    QHash<QString, ApiCredentials> byTenant; ///< by TenantId, compared without regard to letter case

    [[nodiscard]] std::optional<ApiCredentials> forTenant(const QString& tenantId) const;
    bool operator==(const CredentialSet&) const = default;
};

/// All of them, the default first, in the order of their tenants. Pure.
[[nodiscard]] QList<ApiSecret> apiSecretsOf(const CredentialSet& credentials);

} // namespace kaunt
