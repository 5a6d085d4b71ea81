// SPDX-License-Identifier: MIT
#include "core/tunnel/tunnelplan.h"

#include "core/codetable.h"
#include "core/tunnel/publicurl.h"

#include <QProcess>
#include <QRegularExpression>

#include <limits>

using namespace Qt::Literals::StringLiterals;

namespace kaunt {

namespace {

using Way = TunnelPlan::Way;

constexpr quint16 httpPort = 80;
constexpr quint16 httpsPort = 443;

constexpr CodeTable<Way, 4> codes{
    {{Way::Cloudflared, "cloudflared"}, {Way::Ngrok, "ngrok"}, {Way::Ssh, "ssh"}, {Way::Command, "command"}}};

bool isHttps(const QUrl& url)
{
    return url.scheme() == u"https";
}

QString port(const QUrl& url)
{
    return QString::number(url.port(isHttps(url) ? httpsPort : httpPort));
}

/// "127.0.0.1:8787", "[::1]:8787".
QString hostAndPort(const QUrl& url)
{
    const QString host = url.host();
    return (host.contains(u':') ? u'[' + host + u']' : host) + u':' + port(url);
}

TunnelCommand sshCommand(const TunnelPlan& plan, const QUrl& receiver)
{
    QStringList arguments{u"-T"_s};
    for (const QString& option : {u"BatchMode=yes"_s, u"ExitOnForwardFailure=yes"_s, u"ServerAliveInterval=15"_s,
                                  u"ServerAliveCountMax=3"_s, u"ControlMaster=no"_s, u"ControlPath=none"_s})
        arguments << u"-o"_s << option;
    // A service tells its URL in a session. A server of one's own need not let us have one; that it listens is in what
    // -v tells.
    if (!plan.publicUrl.isEmpty())
        arguments << u"-N"_s << u"-v"_s;
    arguments << u"-R"_s << plan.remote + u':' + hostAndPort(receiver) << u"--"_s << plan.destination;
    return {u"ssh"_s, arguments};
}

TunnelCommand ownCommand(const TunnelPlan& plan, const QUrl& receiver)
{
    QStringList words = QProcess::splitCommand(plan.command);
    for (QString& word : words) {
        word.replace(u"{url}"_s, receiver.toString(QUrl::RemovePath));
        word.replace(u"{host}"_s, receiver.host());
        word.replace(u"{port}"_s, port(receiver));
    }
    const QString program = words.isEmpty() ? QString() : words.takeFirst();
    return {program, words};
}

/// Such as a shell has them, at the beginning of a word and not within double ones.
bool hasSingleQuotes(const QString& command)
{
    static const QRegularExpression quoted(uR"("[^"]*")"_s);
    static const QRegularExpression opened(uR"((^|\s)')"_s);
    return QString(command).replace(quoted, u"x"_s).contains(opened);
}

/// "[address:]port", as ssh's -R has it; port 0 is one of the server's choice.
bool isRemote(const QString& text)
{
    static const QRegularExpression form(uR"(\A(?:(?:[\w.*-]+|\[[0-9A-Fa-f:.]+\]):)?(\d{1,5})\z)"_s);
    const QRegularExpressionMatch match = form.match(text);
    return match.hasMatch() && match.captured(1).toInt() <= std::numeric_limits<quint16>::max();
}

bool isFixedUrlFlawed(const TunnelPlan& plan)
{
    return !plan.publicUrl.isEmpty() && !isPublicUrl(plan.publicUrl);
}

} // namespace

QString tunnelWayCode(Way way)
{
    return codeIn(codes, way);
}

std::optional<Way> tunnelWayFromCode(QStringView code)
{
    return valueIn(codes, code);
}

std::optional<TunnelFlaw> tunnelFlaw(const TunnelPlan& plan)
{
    // What begins with a dash would be an option to ssh.
    static const QRegularExpression destination(uR"(\A[^-\s\x00-\x1f][^\s\x00-\x1f]*\z)"_s);
    switch (plan.way) {
    case Way::Cloudflared:
    case Way::Ngrok:
        return std::nullopt;
    case Way::Ssh:
        if (!destination.match(plan.destination).hasMatch())
            return TunnelFlaw::Destination;
        if (!isRemote(plan.remote))
            return TunnelFlaw::Remote;
        break;
    case Way::Command:
        if (QProcess::splitCommand(plan.command).isEmpty())
            return TunnelFlaw::Command;
        if (hasSingleQuotes(plan.command))
            return TunnelFlaw::SingleQuotes;
        if (!QRegularExpression(plan.urlPattern).isValid())
            return TunnelFlaw::Pattern;
        break;
    }
    return isFixedUrlFlawed(plan) ? std::optional(TunnelFlaw::PublicUrl) : std::nullopt;
}

TunnelCommand tunnelCommand(const TunnelPlan& plan, const QUrl& receiver)
{
    switch (plan.way) {
    case Way::Cloudflared: {
        QStringList arguments{u"tunnel"_s, u"--no-autoupdate"_s, u"--url"_s, receiver.toString(QUrl::RemovePath)};
        if (isHttps(receiver))
            arguments << u"--no-tls-verify"_s; // it comes to us over loopback, and our certificate may be our own
        return {u"cloudflared"_s, arguments};
    }
    case Way::Ngrok:
        return {u"ngrok"_s,
                {u"http"_s, isHttps(receiver) ? receiver.toString(QUrl::RemovePath) : hostAndPort(receiver), u"--log"_s,
                 u"stdout"_s, u"--log-format"_s, u"logfmt"_s}};
    case Way::Ssh:
        return sshCommand(plan, receiver);
    case Way::Command:
        break;
    }
    return ownCommand(plan, receiver);
}

} // namespace kaunt
