// SPDX-License-Identifier: MIT
#include "app/cli/listenremarks.h"

#include "core/export/shellwords.h"
#include "core/forward/forwardsettings.h"
#include "core/session/demokaunt.h"
#include "core/urltext.h"
#include "ui/forwardsentences.h"
#include "ui/listeningsentences.h"
#include "ui/wording.h"

#include <QCoreApplication>
#include <QDir>

#include <variant>

namespace kaunt {

namespace {

struct ListenRemarks {
    Q_DECLARE_TR_FUNCTIONS(ListenRemarks)
};

QString secretRemark(const QList<Endpoint>& endpoints)
{
    const QStringList names = endpointsWithoutSecret(endpoints);
    if (names.isEmpty())
        return {};
    Sentence sentence = secretlessSentence(names);
    // The options give one to the first endpoint.
    const QString& first = endpoints.constFirst().name;
    if (!names.contains(first))
        sentence.next = ListenRemarks::tr("Give one in the settings of kaunt-monitor.");
    else if (names.size() == 1)
        sentence.next = ListenRemarks::tr("Give one with --secret-file or KAUNT_WEBHOOK_SECRET, or in the settings of "
                                          "kaunt-monitor.");
    else
        sentence.next = ListenRemarks::tr("--secret-file or KAUNT_WEBHOOK_SECRET gives %1 one, the settings of "
                                          "kaunt-monitor each of them.")
                            .arg(quotedText(first));
    return sentence.text();
}

} // namespace

QStringList listenRemarks(const Settings& settings)
{
    QStringList remarks;
    if (const QString remark = secretRemark(settings.receiver.endpoints); !remark.isEmpty())
        remarks.append(remark);
    const QList<Sentence> passedThrough = passThroughSentences(settings);
    for (const Sentence& sentence : passedThrough)
        remarks.append(sentence.text());
    return remarks;
}

QStringList reachRemarks(const QList<ListeningEndpoint>& endpoints)
{
    const auto exposed = exposureSentence(endpoints);
    return exposed ? QStringList{exposed->text()} : QStringList();
}

QString againRemark(const QList<ListeningEndpoint>& endpoints)
{
    QStringList urls;
    for (const ListeningEndpoint& endpoint : endpoints)
        urls.append(urlText(endpoint.url));
    return ListenRemarks::tr("Listening again on %1.").arg(urls.join(QStringLiteral(", ")));
}

bool isToldAlready(const Alert& alert)
{
    const auto* forward = std::get_if<ForwardCause>(&alert.cause);
    return std::holds_alternative<LogError>(alert.cause) || std::holds_alternative<ListenError>(alert.cause) ||
           (forward && (forward->isDown || forward->passedOver > 0));
}

bool isLeftToAlert(const Concern& concern, const AlertSettings& alerts)
{
    return concern.kind == Concern::Kind::NothingReceived && alerts.of(AlertRule::Silence).isOn;
}

QStringList demoRemarks(const Settings& settings, const QString& dataDirectory)
{
    const auto word = [](const QString& path) { return QString::fromLatin1(shellWord(path.toUtf8())); };
    const QDir folder(dataDirectory);
    return {ListenRemarks::tr("Until the demo ends its log is in %1: kauntctl events --data %2")
                .arg(folder.path(), word(folder.path())),
            ListenRemarks::tr("Its proposals are read with: kauntctl fetch 1 --data %1 --api-base %2 --client-id %3 "
                              "--client-secret-file %4")
                .arg(word(folder.path()), urlText(settings.api.apiBase), settings.api.credentials.fallback.clientId,
                     word(folder.filePath(QLatin1String(DemoKaunt::clientSecretFile)))),
            ListenRemarks::tr("What is sent to it is signed with: --secret-file %1")
                .arg(word(folder.filePath(QLatin1String(DemoKaunt::webhookSecretFile))))};
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
