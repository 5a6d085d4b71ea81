// SPDX-License-Identifier: MIT
#include "ui/tunnelsentences.h"

#include "core/urltext.h"
#include "ui/visibletext.h"
#include "ui/wording.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace kaunt {

namespace {

struct TunnelSentences {
    Q_DECLARE_TR_FUNCTIONS(TunnelSentences)
};

QString nextTry(const TunnelState& state)
{
    if (!state.retryIn)
        return TunnelSentences::tr("It is not tried again: see what it wrote, put that right and start it anew.");
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*state.retryIn).count();
    return TunnelSentences::tr("It is tried again in %1 s; what it wrote says more.").arg(seconds);
}

Sentence downSentence(const TunnelState& state)
{
    const QString program = quotedText(state.program);
    const QString ended = TunnelSentences::tr("The tunnel is down.");
    switch (state.reason) {
    case TunnelState::Reason::ProgramNotFound:
        return {TunnelSentences::tr("The tunnel can't be started."),
                TunnelSentences::tr("There is no program %1 on this machine, or not where programs are looked for.")
                    .arg(program),
                TunnelSentences::tr("Install it, or choose another way.")};
    case TunnelState::Reason::NotStarted:
        return {TunnelSentences::tr("The tunnel can't be started."),
                TunnelSentences::tr("The system says of %1: %2.").arg(program, visibleText(state.systemText)),
                nextTry(state)};
    case TunnelState::Reason::Exited:
        return {ended, TunnelSentences::tr("%1 has ended with status %2.").arg(program, QString::number(state.code)),
                nextTry(state)};
    case TunnelState::Reason::Killed:
        return {ended, TunnelSentences::tr("%1 was ended by signal %2.").arg(program, QString::number(state.code)),
                nextTry(state)};
    case TunnelState::Reason::NoUrl:
        return {TunnelSentences::tr("The tunnel runs, but its public URL is not known."),
                TunnelSentences::tr("%1 has told none yet.").arg(program),
                TunnelSentences::tr("See what it wrote. Where it tells none, give the URL yourself.")};
    case TunnelState::Reason::None:
        break;
    }
    return {ended, {}, {}};
}

Sentence upSentence(const TunnelState& state, bool isListening)
{
    if (!isListening)
        return {TunnelSentences::tr("The tunnel at %1 leads nowhere.").arg(urlText(state.url)),
                TunnelSentences::tr("The receiver is not listening."),
                TunnelSentences::tr("Start it with Ctrl+R, or stop the tunnel.")};
    return {TunnelSentences::tr("This receiver is public at %1.").arg(urlText(state.url)),
            TunnelSentences::tr(
                "Anyone on the internet can reach it there; only what is signed with your secret is accepted, "
                "and what is refused is kept within bounds."),
            state.url.scheme() == QLatin1String("https")
                ? QString()
                : TunnelSentences::tr("Plain http can be read and changed on the way: prefer a tunnel with https.")};
}

} // namespace

Sentence sentenceFor(const TunnelState& state, bool isListening)
{
    using Phase = TunnelState::Phase;
    switch (state.phase) {
    case Phase::Stopped:
        return {TunnelSentences::tr("There is no tunnel."), {}, {}};
    case Phase::Starting:
        return {TunnelSentences::tr("The tunnel is starting…"), {}, {}};
    case Phase::Up:
        return upSentence(state, isListening);
    case Phase::Down:
        break;
    }
    return downSentence(state);
}

Sentence movedSentence(const QUrl& before, const QUrl& now, qint64 sinceUtcMillis)
{
    const QString since =
        QLocale().toString(QDateTime::fromMSecsSinceEpoch(sinceUtcMillis).time(), QLocale::ShortFormat);
    return {TunnelSentences::tr("The tunnel has another URL since %1.").arg(since),
            TunnelSentences::tr("What Kaunt sends to %1 arrives no more.").arg(urlText(before)),
            TunnelSentences::tr("Register the new one, at %1, in the Partner Portal.").arg(urlText(now))};
}

Sentence sentenceFor(TunnelFlaw flaw)
{
    const QString happened = TunnelSentences::tr("The tunnel can't be started.");
    switch (flaw) {
    case TunnelFlaw::Destination:
        return {happened, TunnelSentences::tr("ssh has to know where to."),
                TunnelSentences::tr("Give a host such as user@example.com, or ssh://user@example.com:2222.")};
    case TunnelFlaw::Remote:
        return {happened, TunnelSentences::tr("That is no port for the other side to listen on."),
                TunnelSentences::tr("Give a port, or an address with one, such as 80 or 127.0.0.1:8080.")};
    case TunnelFlaw::Command:
        return {happened, TunnelSentences::tr("There is no command."),
                TunnelSentences::tr("Give a program with its arguments; {port} stands for the receiver's port.")};
    case TunnelFlaw::SingleQuotes:
        return {happened, TunnelSentences::tr("No shell reads the command, and single quotes keep no words together."),
                TunnelSentences::tr("Write double quotes in their place.")};
    case TunnelFlaw::Pattern:
        return {happened, TunnelSentences::tr("The pattern is no regular expression."),
                TunnelSentences::tr("Correct it, or leave it out: then the first http or https URL counts.")};
    case TunnelFlaw::PublicUrl:
        break;
    }
    return {happened, TunnelSentences::tr("That is no public URL."),
            TunnelSentences::tr(
                "Give an http or https URL of a host that others reach, such as https://hooks.example.com.")};
}

} // namespace kaunt
