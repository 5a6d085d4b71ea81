// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/receiversettings.h"

#include <QUrl>

#include <optional>

namespace kaunt {

/// A secret, and the name of the endpoint that verifies with it.
struct EndpointSecret {
    QString endpoint;
    SigningSecret secret;
};

/// What to sign with for this URL, whoever answers there: the first usable secret of the endpoint that has its path, or
/// nearly so (EndpointRouter); else, and where that one has none, of the first endpoint that has one. Nothing where
/// none has. Pure.
[[nodiscard]] std::optional<EndpointSecret> secretToSignWith(const QList<Endpoint>& endpoints, const QUrl& url);

/// A secret that is the wrong one on purpose: what the doctor calls secret-retired and secret-of-other-endpoint.
enum class WrongSecret { Retired, OfOtherEndpoint };

/// Such a one beside secretToSignWith(): one that its endpoint has replaced, or the first usable one of another
/// endpoint that it does not have itself. Nothing where there is none. Pure.
[[nodiscard]] std::optional<EndpointSecret> wrongSecretFor(const QList<Endpoint>& endpoints, const QUrl& url,
                                                           WrongSecret wrong);

} // namespace kaunt
