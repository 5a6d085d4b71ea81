// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/receiversettings.h"
#include "core/settings/settingsflaw.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>

namespace kaunt {

/// One webhook as it is entered in a guide: where it calls, and what it signs with (empty where that is not known yet).
/// A plain value, and so are the rules below; all pure.
struct WebhookEntry {
    /// Among the endpoints that there are.
    enum class Place {
        First,  ///< it is that of the first endpoint, whose path it takes
        ItsOwn, ///< another, with an endpoint of its own behind the others
    };

    QString path;
    QByteArray secret;
};

/// What the endpoint signs with: the first that is not retired. Empty where there is none.
[[nodiscard]] QByteArray currentSecret(const Endpoint& endpoint);

/// Whether the first endpoint has a webhook, by its secrets, that calls another path than this: where that takes its
/// place, what the other sends is answered 404.
[[nodiscard]] bool isBesideConnected(const QList<Endpoint>& endpoints, const QString& path);

/// The endpoints with the entry at its place. A secret of the first that is in use, be it that it could not be read,
/// stays so beside a new one: what is under way is still signed with it, and so are its repeats. No secret is made of
/// an empty one.
[[nodiscard]] QList<Endpoint> withWebhook(QList<Endpoint> endpoints, const WebhookEntry& entry,
                                          WebhookEntry::Place place);
/// Of the endpoint that the entry has become.
[[nodiscard]] qsizetype positionOf(const QList<Endpoint>& endpoints, WebhookEntry::Place place);
[[nodiscard]] std::optional<SettingsFlaw> entryPathFlaw(const QList<Endpoint>& endpoints, WebhookEntry::Place place);

} // namespace kaunt
