// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>
#include <QStringList>
#include <QUrl>

#include <optional>

namespace kaunt {

/// How a receiver on this machine is to be reached from outside: by which of the user's own tunnels. A plain value.
struct TunnelPlan {
    enum class Way {
        Cloudflared, ///< a quick tunnel, which needs no account
        Ngrok,
        Ssh,     ///< ssh -R, to a public service or a server of one's own
        Command, ///< any other program
    };

    Way way = Way::Cloudflared;
    /// Ssh: "[user@]host", "ssh://[user@]host[:port]" or a name of the user's ssh configuration.
    QString destination;
    QString remote = QStringLiteral("80"); ///< Ssh: where the other side listens, "[address:]port"
    /// Command: program and arguments, parted by blanks, with double quotes around what has some; no shell reads it.
    /// {host}, {port} and {url} stand for where the receiver listens.
    QString command;
    QString urlPattern; ///< Command: finds the public URL in a line, as its first group or as a whole; may be empty
    /// Ssh and Command: the public URL where the tunnel tells none.
    QUrl publicUrl;

    bool operator==(const TunnelPlan&) const = default;
};

/// "cloudflared", "ngrok", "ssh", "command": the words of the command line and of the settings.
[[nodiscard]] QString tunnelWayCode(TunnelPlan::Way way);
[[nodiscard]] std::optional<TunnelPlan::Way> tunnelWayFromCode(QStringView code);

/// What a plan can't be started for.
enum class TunnelFlaw { Destination, Remote, Command, SingleQuotes, Pattern, PublicUrl };
[[nodiscard]] std::optional<TunnelFlaw> tunnelFlaw(const TunnelPlan& plan);

/// A program, by its name or path, and its arguments as they are: no shell reads them.
struct TunnelCommand {
    QString program;
    QStringList arguments;

    bool operator==(const TunnelCommand&) const = default;
};

/// What is to be run so that `receiver`, scheme, host and port of our own, is reached. Pure. The options are those that
/// the manuals of ssh(1), cloudflared ("tunnel --url") and ngrok ("http", "--log") have; ssh asks nothing, ends where
/// the other side does not listen, and has a connection of its own.
[[nodiscard]] TunnelCommand tunnelCommand(const TunnelPlan& plan, const QUrl& receiver);

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::TunnelPlan)
