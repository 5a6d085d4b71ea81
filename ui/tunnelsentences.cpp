// SPDX-License-Identifier: MIT
#include "ui/tunnelsentences.h"

#include "core/urltext.h"
#include "ui/visibletext.h"
#include "ui/wording.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

using Phase = TunnelState::Phase;
using Reason = TunnelState::Reason;

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(TunnelSentences)
};

QString nextTry(const TunnelState& state)
{
    if (!state.retryIn)
        return Texts::tr("It is not tried again: see what it wrote, put that right and start it anew.");
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(*state.retryIn).count();
    return Texts::tr("It is tried again in %1 s; what it wrote says more.").arg(seconds);
}

Sentence downSentence(const TunnelState& state)
{
    const QString program = quotedText(state.program);
    const QString ended = Texts::tr("The tunnel is down.");
    switch (state.reason) {
    case Reason::ProgramNotFound:
        return {Texts::tr("The tunnel can't be started."),
                Texts::tr("There is no program %1 on this machine, or not where programs are looked for.").arg(program),
                Texts::tr("Install it, or choose another way.")};
    case Reason::NotStarted:
        return {Texts::tr("The tunnel can't be started."),
                Texts::tr("The system says of %1: %2.").arg(program, visibleText(state.systemText)), nextTry(state)};
    case Reason::Exited:
        return {ended, Texts::tr("%1 has ended with status %2.").arg(program).arg(state.code), nextTry(state)};
    case Reason::Killed:
        return {ended, Texts::tr("%1 was ended by signal %2.").arg(program).arg(state.code), nextTry(state)};
    case Reason::NoUrl:
        return {Texts::tr("The tunnel runs, but its public URL is not known."),
                Texts::tr("%1 has told none yet.").arg(program),
                Texts::tr("See what it wrote. Where it tells none, give the URL yourself.")};
    case Reason::None:
        break;
    }
    return {ended, {}, {}};
}

Sentence upSentence(const TunnelState& state, bool isListening)
{
    if (!isListening)
        return {Texts::tr("The tunnel at %1 leads nowhere.").arg(urlText(state.url)),
                Texts::tr("The receiver is not listening."), Texts::tr("Start it with Ctrl+R, or stop the tunnel.")};
    return {Texts::tr("This receiver is public at %1.").arg(urlText(state.url)),
            Texts::tr("Anyone on the internet can reach it there; only what is signed with your secret is accepted, "
                      "and what is refused is kept within bounds."),
            state.url.scheme() == QLatin1String("https")
                ? QString()
                : Texts::tr("Plain http can be read and changed on the way: prefer a tunnel with https.")};
}

} // namespace

Sentence sentenceFor(const TunnelState& state, bool isListening)
{
    switch (state.phase) {
    case Phase::Stopped:
        return {Texts::tr("There is no tunnel."), {}, {}};
    case Phase::Starting:
        return {Texts::tr("The tunnel is starting…"), {}, {}};
    case Phase::Up:
        return upSentence(state, isListening);
    case Phase::Down:
        break;
    }
    return downSentence(state);
}

Sentence sentenceFor(TunnelFlaw flaw)
{
    const QString happened = Texts::tr("The tunnel can't be started.");
    switch (flaw) {
    case TunnelFlaw::Destination:
        return {happened, Texts::tr("ssh has to know where to."),
                Texts::tr("Give a host such as user@example.com, or ssh://user@example.com:2222.")};
    case TunnelFlaw::Remote:
        return {happened, Texts::tr("That is no port for the other side to listen on."),
                Texts::tr("Give a port, or an address with one, such as 80 or 127.0.0.1:8080.")};
    case TunnelFlaw::Command:
        return {happened, Texts::tr("There is no command."),
                Texts::tr("Give a program with its arguments; {port} stands for the receiver's port.")};
    case TunnelFlaw::Pattern:
        return {happened, Texts::tr("The pattern is no regular expression."),
                Texts::tr("Correct it, or leave it out: then the first http or https URL counts.")};
    case TunnelFlaw::PublicUrl:
        break;
    }
    return {happened, Texts::tr("That is no public URL."),
            Texts::tr("Give an http or https URL of a host that others reach, such as https://hooks.example.com.")};
}

} // namespace kaunt
