// SPDX-License-Identifier: MIT
#include "app/cli/tunneloptions.h"

#include "app/cli/jsonlines.h"
#include "core/urltext.h"
#include "ui/tunnelsentences.h"
#include "ui/visibletext.h"

#include <QCoreApplication>

#include <algorithm>

namespace kaunt {

namespace {

using Way = TunnelPlan::Way;
using Phase = TunnelState::Phase;

struct TunnelOptions {
    Q_DECLARE_TR_FUNCTIONS(TunnelOptions)
};

QStringList lastLines(const SessionTunnel& tunnel)
{
    constexpr qsizetype most = 5;
    return tunnel.lines().mid(std::max(qsizetype{0}, tunnel.lines().size() - most));
}

constexpr QLatin1String wayOption("tunnel");
constexpr QLatin1String commandOption("tunnel-command");
constexpr QLatin1String remoteOption("tunnel-remote");
constexpr QLatin1String patternOption("tunnel-url-pattern");
constexpr QLatin1String publicUrlOption("public-url");

/// Empty where all options fit the way.
QString misfit(const QCommandLineParser& arguments, std::optional<Way> way)
{
    if (arguments.isSet(wayOption) && arguments.isSet(commandOption))
        return TunnelOptions::tr("--tunnel and --tunnel-command exclude each other: there is one tunnel.");
    if (!way && arguments.isSet(wayOption))
        return TunnelOptions::tr(
                   "“%1” is no tunnel. Possible are: ssh:user@host, cloudflared, ngrok; or --tunnel-command.")
            .arg(arguments.value(wayOption));
    if (arguments.isSet(remoteOption) && way != Way::Ssh)
        return TunnelOptions::tr("--tunnel-remote belongs to --tunnel ssh:….");
    if (arguments.isSet(patternOption) && way != Way::Command)
        return TunnelOptions::tr("--tunnel-url-pattern belongs to --tunnel-command.");
    if (arguments.isSet(publicUrlOption) && way != Way::Command && way != Way::Ssh)
        return TunnelOptions::tr("--public-url belongs to --tunnel ssh:… or --tunnel-command.");
    if (way && arguments.isSet(QStringLiteral("demo")))
        return TunnelOptions::tr("A demo stays on this machine and has no tunnel: leave out --tunnel.");
    return {};
}

} // namespace

QList<QCommandLineOption> tunnelOptions()
{
    return {
        {wayOption,
         TunnelOptions::tr(
             "Makes the receiver public by a tunnel of yours: ssh:[user@]host (ssh -R), cloudflared or ngrok. "
             "Anyone can reach it then."),
         QStringLiteral("WAY")},
        {commandOption,
         TunnelOptions::tr("The same by another program; {port}, {host} and {url} stand for the receiver. No shell "
                           "reads it, and only "
                           "double quotes keep words together."),
         QStringLiteral("COMMAND")},
        {remoteOption, TunnelOptions::tr("With ssh: where the other side listens; 80 without it."),
         QStringLiteral("[ADDR:]PORT")},
        {patternOption, TunnelOptions::tr("With --tunnel-command: finds the public URL in a line of its output."),
         QStringLiteral("REGEX")},
        {publicUrlOption,
         TunnelOptions::tr("With ssh or --tunnel-command: the public URL, where the tunnel tells none."),
         QStringLiteral("URL")},
    };
}

Result<std::optional<TunnelPlan>, ExitStatus> readTunnelPlan(const QCommandLineParser& arguments,
                                                             const Terminal& terminal)
{
    TunnelPlan plan;
    std::optional<Way> way;
    const QString text = arguments.value(wayOption);
    if (text.startsWith(QLatin1String("ssh:"))) {
        way = Way::Ssh;
        plan.destination = text.mid(4);
    } else if (text == tunnelWayCode(Way::Cloudflared) || text == tunnelWayCode(Way::Ngrok)) {
        way = tunnelWayFromCode(text);
    } else if (!arguments.isSet(wayOption) && arguments.isSet(commandOption)) {
        way = Way::Command;
    }
    if (const QString wrong = misfit(arguments, way); !wrong.isEmpty()) {
        terminal.error(wrong);
        return failure(WrongUsage);
    }
    if (!way)
        return std::nullopt;
    plan.way = *way;
    plan.command = arguments.value(commandOption);
    plan.urlPattern = arguments.value(patternOption);
    if (arguments.isSet(remoteOption))
        plan.remote = arguments.value(remoteOption);
    if (arguments.isSet(publicUrlOption))
        plan.publicUrl = QUrl(arguments.value(publicUrlOption), QUrl::StrictMode);
    const bool isUrlUnread = arguments.isSet(publicUrlOption) && plan.publicUrl.isEmpty();
    if (const auto flaw = isUrlUnread ? std::optional(TunnelFlaw::PublicUrl) : tunnelFlaw(plan)) {
        terminal.error(sentenceFor(*flaw));
        return failure(WrongUsage);
    }
    return plan;
}

QList<QByteArray> tunnelLines(const SessionTunnel& tunnel, bool isJson)
{
    const QList<ListeningEndpoint> endpoints = tunnel.publicEndpoints();
    QList<QByteArray> lines;
    for (const ListeningEndpoint& endpoint : endpoints)
        lines.append(isJson
                         ? tunnelLine(tunnel.state(), endpoint, {})
                         : TunnelOptions::tr("Public at %1 (%2)").arg(urlText(endpoint.url), endpoint.name).toUtf8());
    if (lines.isEmpty() && isJson)
        lines.append(tunnelLine(tunnel.state(), {}, lastLines(tunnel)));
    return lines;
}

void tellTunnel(const SessionTunnel& tunnel, const Terminal& terminal)
{
    const Sentence sentence = sentenceFor(tunnel.state(), tunnel.leadsToReceiver());
    if (tunnel.state().phase != Phase::Down) {
        terminal.notice(sentence.text());
        return;
    }
    terminal.error(sentence);
    const QStringList last = lastLines(tunnel);
    for (const QString& line : last)
        terminal.plain(QStringLiteral("  ") + visibleText(line));
}

} // namespace kaunt
