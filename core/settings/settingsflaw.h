// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/credentials.h"
#include "core/forward/forwardsettings.h"
#include "core/receiver/receiversettings.h"

#include <QStringList>

#include <optional>

namespace kaunt {

/// What is wrong with an entry that a user makes.
enum class SettingsFlaw {
    NameEmpty,
    NameTaken,
    NameCharacter, ///< a slash or a control character: secrets are kept under <endpoint>/<secret>
    PathNotUsable,
    PathIsUrl, ///< all of one, such as the public one that is registered
    PathTaken,
    AddressNotUsable,
    UrlNotUsable,
    WebUrlNotUsable, ///< of what is posted to: neither http nor https, or not whole
    UrlNotEncrypted, ///< http to another machine, or another scheme
    UrlWithPassword,
    UrlWithMore, ///< a query or a fragment, or a path where only an origin counts
    TenantEmpty,
    TenantReserved, ///< "default", under which the credentials of no tenant are kept
    TenantTaken,
    ClientIdMissing,
    FileNotAbsolute,
    TargetMissing,
    TargetTaken,
    TargetIsOwn,      ///< an endpoint of this very receiver: each delivery would come twice
    PassThroughTaken, ///< another target answers for the endpoint
};

/// The rules for what is entered in the dialog and for what readSettings() finds in the file. All pure. Positions are
/// within the lists; an entry that an earlier one is equal to is the one that is wrong.
template <typename Entry>
[[nodiscard]] QStringList namesOf(const QList<Entry>& entries)
{
    QStringList names;
    for (const Entry& entry : entries)
        names.append(entry.name);
    return names;
}
[[nodiscard]] std::optional<SettingsFlaw> nameFlaw(const QStringList& names, qsizetype position);
/// `wanted`, or with a number behind it where that is taken.
[[nodiscard]] QString freeName(const QStringList& taken, const QString& wanted);
[[nodiscard]] std::optional<SettingsFlaw> pathFlaw(const QList<Endpoint>& endpoints, qsizetype position);
/// Where it is the first's path that is entered: the one that is wrong though it stands before what it is equal to.
[[nodiscard]] std::optional<SettingsFlaw> firstPathFlaw(const QList<Endpoint>& endpoints);
[[nodiscard]] std::optional<SettingsFlaw> tenantFlaw(const QStringList& tenantIds, qsizetype position);
/// Of the key for tenants that have none of their own, which may be empty; a secret without its id would be lost.
[[nodiscard]] std::optional<SettingsFlaw> fallbackFlaw(const ApiCredentials& fallback);
[[nodiscard]] std::optional<SettingsFlaw> addressFlaw(const QString& address);
/// Of a base that paths are added to: https, or http to a loopback host.
[[nodiscard]] std::optional<SettingsFlaw> baseFlaw(const QString& url);
/// As a base, and no more than scheme, host and port.
[[nodiscard]] std::optional<SettingsFlaw> originFlaw(const QString& url);

/// Of where alerts are posted to, which may be empty: http or https, without user info and fragment.
[[nodiscard]] std::optional<SettingsFlaw> alertUrlFlaw(const QString& url);

/// Of where deliveries go on to: as above, and not empty. Two of one URL would be one in the log.
[[nodiscard]] std::optional<SettingsFlaw> forwardUrlFlaw(const QStringList& urls, qsizetype position);
/// By address, port and path, of where such a receiver listens.
[[nodiscard]] std::optional<SettingsFlaw> ownTargetFlaw(const QString& url, const ReceiverSettings& receiver);

/// Of those that are set to pass through: an endpoint can have one.
[[nodiscard]] std::optional<SettingsFlaw> passThroughFlaw(const QList<ForwardSettings>& forwards, qsizetype position);

/// Of a file's name that may be empty: where it is relative it would be another file in another working directory.
[[nodiscard]] std::optional<SettingsFlaw> fileFlaw(const QString& path);

} // namespace kaunt
