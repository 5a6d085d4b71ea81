// SPDX-License-Identifier: MIT
#include "app/cli/listenremarks.h"

#include "core/forward/forwardsettings.h"
#include "ui/forwardsentences.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>

namespace kaunt {

namespace {

struct ListenRemarks {
    Q_DECLARE_TR_FUNCTIONS(ListenRemarks)
};

bool hasSecret(const Endpoint& endpoint)
{
    return std::any_of(endpoint.secrets.cbegin(), endpoint.secrets.cend(), std::mem_fn(&SigningSecret::isUsable));
}

QStringList secretRemarks(const QList<Endpoint>& endpoints)
{
    if (std::none_of(endpoints.cbegin(), endpoints.cend(), hasSecret))
        return {ListenRemarks::tr(
            "There is no secret yet, so every delivery is answered 503 and Kaunt comes back later. Give "
            "one with --secret-file or KAUNT_WEBHOOK_SECRET, or in the settings of kaunt-monitor.")};
    QStringList remarks;
    for (const Endpoint& endpoint : endpoints) {
        if (!hasSecret(endpoint))
            remarks.append(
                ListenRemarks::tr("The endpoint “%1” (%2) has no secret yet, so its deliveries are answered 503 and "
                                  "Kaunt comes back later. Give one in the settings of kaunt-monitor.")
                    .arg(endpoint.name, endpoint.path));
    }
    return remarks;
}

} // namespace

QStringList listenRemarks(const Settings& settings)
{
    QStringList remarks = secretRemarks(settings.receiver.endpoints);
    const QList<Sentence> passedThrough = passThroughSentences(settings);
    for (const Sentence& sentence : passedThrough)
        remarks.append(sentence.text());
    return remarks;
}

QStringList reachRemarks(const QHostAddress& address)
{
    if (address.isLoopback())
        return {};
    return {ListenRemarks::tr("Listening on %1: other machines can reach this receiver.").arg(address.toString())};
}

/// A delivery goes round only once, but each would come twice.
QStringList roundRemarks(const QList<ForwardSettings>& forwards, const QUrl& endpoint)
{
    QStringList remarks;
    for (const ForwardSettings& forward : forwards) {
        if (forward.url.matches(endpoint, QUrl::RemoveUserInfo | QUrl::RemoveFragment))
            remarks.append(
                ListenRemarks::tr("The forward target %1 is this receiver itself: every delivery will be here twice.")
                    .arg(forwardTarget(forward).name()));
    }
    return remarks;
}

} // namespace kaunt
