// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/listeningendpoint.h"
#include "core/receiver/receiversettings.h"

#include <QByteArray>
#include <QList>
#include <QStringView>

namespace kaunt {

inline constexpr qsizetype longestEndpointPath = 1'024;

/// Whether an endpoint can have this path: it begins with a slash and has no white space, control character, query or
/// fragment in it. Pure.
[[nodiscard]] bool isEndpointPath(QStringView path);

/// Which endpoint a path belongs to. Paths compare byte for byte in their percent-encoded form, of which all spellings
/// that mean the same are one (RFC 3986 section 6.2.2); of two endpoints with one path the first counts. A plain value.
class EndpointRouter {
public:
    enum class Scheme { Http, Https };

    EndpointRouter() = default;
    explicit EndpointRouter(const QList<Endpoint>& endpoints);

    /// Nothing of it outlives the router; nullptr where there is none.
    [[nodiscard]] const Endpoint* find(const QByteArray& path) const;
    /// One whose path is the same but for letter case, slashes that are doubled or stand at the end, or what stands in
    /// front of it; else one that lacks its end, has more behind it, or is misspelt by a letter or two; nullptr where
    /// there is none.
    [[nodiscard]] const Endpoint* findSimilar(const QByteArray& path) const;
    /// What to call when the receiver listens there.
    [[nodiscard]] QList<ListeningEndpoint> urls(const QHostAddress& address, quint16 port,
                                                Scheme scheme = Scheme::Http) const;

private:
    QList<Endpoint> m_endpoints;
    QList<QByteArray> m_paths; ///< of the same places, in one spelling
};

/// What to call the first endpoint of such a receiver by, as far as its settings say: for a port that the system is to
/// pick, the default one stands in.
[[nodiscard]] QUrl receiverUrl(const ReceiverSettings& settings);

} // namespace kaunt
