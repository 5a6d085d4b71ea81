// SPDX-License-Identifier: MIT
#include "ui/listeningsentences.h"

#include "ui/wording.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>

namespace kaunt {

namespace {

struct ListeningSentences {
    Q_DECLARE_TR_FUNCTIONS(ListeningSentences)
};

/// Of those that have no secret that is usable; a retired one is of no use, read or not.
QStringList secretlessNames(const QList<Endpoint>& endpoints, bool isUnread)
{
    const auto isUnreadInUse = [](const SigningSecret& secret) { return !secret.retired && secret.isUnread(); };
    QStringList names;
    for (const Endpoint& endpoint : endpoints) {
        const QList<SigningSecret>& secrets = endpoint.secrets;
        if (std::none_of(secrets.cbegin(), secrets.cend(), std::mem_fn(&SigningSecret::isUsable)) &&
            std::any_of(secrets.cbegin(), secrets.cend(), isUnreadInUse) == isUnread)
            names.append(endpoint.name);
    }
    return names;
}

QString quotedNames(const QStringList& names)
{
    QStringList quoted;
    for (const QString& name : names)
        quoted.append(quotedText(name));
    return quoted.join(QLatin1String(", "));
}

QString notChecked()
{
    return ListeningSentences::tr(
        "Deliveries that come there can't be checked and are answered 503, so that Kaunt sends them again.");
}

} // namespace

std::optional<Sentence> exposureSentence(const QList<ListeningEndpoint>& endpoints)
{
    const auto exposed = std::find_if(endpoints.cbegin(), endpoints.cend(),
                                      [](const ListeningEndpoint& one) { return !one.address.isLoopback(); });
    if (exposed == endpoints.cend())
        return {};
    return Sentence{
        ListeningSentences::tr("This receiver can be reached from other machines, at %1 port %2.")
            .arg(exposed->address.toString(), QString::number(exposed->url.port())),
        ListeningSentences::tr("Whoever finds the URL can send deliveries; only those that are signed are accepted."),
        exposed->url.scheme() == QLatin1String("https")
            ? QString()
            : ListeningSentences::tr(
                  "Serve TLS, or put a proxy with TLS in front, for what is sent over plain http can "
                  "be read on the way.")};
}

QStringList endpointsWithoutSecret(const QList<Endpoint>& endpoints)
{
    return secretlessNames(endpoints, false);
}

QStringList endpointsWithUnreadSecret(const QList<Endpoint>& endpoints)
{
    return secretlessNames(endpoints, true);
}

Sentence secretlessSentence(const QStringList& names)
{
    return {ListeningSentences::tr("There is no signing secret for %1.").arg(quotedNames(names)), notChecked(), {}};
}

Sentence unreadSecretSentence(const QStringList& names)
{
    return {ListeningSentences::tr("The signing secret could not be read for %1.").arg(quotedNames(names)),
            notChecked(),
            {}};
}

Sentence pausedForDemoSentence(bool hasTunnel)
{
    const QString reason =
        ListeningSentences::tr("The demo takes the place of your receiver, which stops listening. Kaunt repeats what "
                               "it can't deliver, for 24 hours at the most.");
    return {ListeningSentences::tr("Nothing of yours is received while you try the simulated Kaunt."), reason,
            hasTunnel ? ListeningSentences::tr("Your receiver and its tunnel start again when you leave the demo; the "
                                               "tunnel may have another public URL then, which is to be registered.")
                      : ListeningSentences::tr("Your receiver starts again when you leave the demo.")};
}

} // namespace kaunt
