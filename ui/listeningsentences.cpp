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

} // namespace

std::optional<Sentence> exposureSentence(const QList<ListeningEndpoint>& endpoints)
{
    const auto exposed = std::find_if(endpoints.cbegin(), endpoints.cend(),
                                      [](const ListeningEndpoint& one) { return !one.address.isLoopback(); });
    if (exposed == endpoints.cend())
        return {};
    return Sentence{
        ListeningSentences::tr("This receiver can be reached from other machines, at %1 port %2.")
            .arg(exposed->address.toString())
            .arg(exposed->url.port()),
        ListeningSentences::tr("Whoever finds the URL can send deliveries; only those that are signed are accepted."),
        exposed->url.scheme() == QLatin1String("https")
            ? QString()
            : ListeningSentences::tr(
                  "Serve TLS, or put a proxy with TLS in front, for what is sent over plain http can "
                  "be read on the way.")};
}

QStringList endpointsWithoutSecret(const QList<Endpoint>& endpoints)
{
    QStringList names;
    for (const Endpoint& endpoint : endpoints) {
        if (std::none_of(endpoint.secrets.cbegin(), endpoint.secrets.cend(), std::mem_fn(&SigningSecret::isUsable)))
            names.append(endpoint.name);
    }
    return names;
}

Sentence secretlessSentence(const QStringList& names)
{
    QStringList quoted;
    for (const QString& name : names)
        quoted.append(quotedText(name));
    return {ListeningSentences::tr("There is no signing secret for %1.").arg(quoted.join(QLatin1String(", "))),
            ListeningSentences::tr(
                "Deliveries there can't be checked and are answered 503, so that Kaunt sends them again."),
            {}};
}

} // namespace kaunt
