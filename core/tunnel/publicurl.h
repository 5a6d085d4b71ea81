// SPDX-License-Identifier: MIT
#pragma once

#include "core/tunnel/tunnelplan.h"

namespace kaunt {

/// An http or https URL whose host is not this machine alone.
[[nodiscard]] bool isPublicUrl(const QUrl& url);

/// A public URL in a line of a tunnel's output.
struct ToldUrl {
    QUrl url;
    /// In words that the program has for its public URL alone, so that it counts though another one came before: some
    /// services give a new one while the tunnel lasts. Any other line may repeat what a stranger sent, as in a log of
    /// requests, and counts only while there is none yet.
    bool isAnnounced = false;
};

/// The public URL that a tunnel tells in this line of its output; nothing where there is none. Pure. Which lines these
/// are was taken from what the programs and services print:
/// - cloudflared: the name of a quick tunnel, below trycloudflare.com; other URLs are those of its documentation;
/// - ngrok (logfmt): the `url` of msg="started tunnel" (announced);
/// - ssh: localhost.run's "tunneled with tls termination, URL", serveo's "Forwarding HTTP traffic from URL"
/// (announced),
///   or a URL that stands alone in its line and is not that of the service itself;
/// - Command: what the plan's pattern finds (announced), else the first http or https URL.
[[nodiscard]] std::optional<ToldUrl> publicUrlIn(const TunnelPlan& plan, const QString& line);

/// The URL to register for an endpoint: `base`, which may have a path of its own, and behind it the path of `endpoint`,
/// the URL that the receiver has for it. Pure.
[[nodiscard]] QUrl publicEndpointUrl(const QUrl& base, const QUrl& endpoint);

} // namespace kaunt
