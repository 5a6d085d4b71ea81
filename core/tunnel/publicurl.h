// SPDX-License-Identifier: MIT
#pragma once

#include "core/tunnel/tunnelplan.h"

namespace kaunt {

/// An http or https URL whose host is not this machine alone.
[[nodiscard]] bool isPublicUrl(const QUrl& url);

/// The public URL that a tunnel tells in this line of its output; nothing where there is none. Pure. Which lines these
/// are was taken from what the programs and services print:
/// - cloudflared: the name of a quick tunnel, below trycloudflare.com; other URLs are those of its documentation;
/// - ngrok (logfmt): the `url` of msg="started tunnel";
/// - ssh: localhost.run's "tunneled with tls termination, URL", serveo's "Forwarding HTTP traffic from URL", or a URL
///   that stands alone in its line and is not that of the service itself;
/// - Command: what the plan's pattern finds, else the first http or https URL.
[[nodiscard]] std::optional<QUrl> publicUrlIn(const TunnelPlan& plan, const QString& line);

/// The URL to register for an endpoint's path: `base` may have a path of its own. Pure.
[[nodiscard]] QUrl publicEndpointUrl(const QUrl& base, const QString& path);

} // namespace kaunt
