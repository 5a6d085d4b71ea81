// SPDX-License-Identifier: MIT
#include "ui/exchangesentences.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

using Asked = FetchError::Asked;
using Reason = FetchError::Reason;

/// The context that translators see these sentences in.
struct ExchangeSentences {
    Q_DECLARE_TR_FUNCTIONS(ExchangeSentences)
};

/// Where the address that is called comes from, and so where it is mended.
QString checkAddress(const FetchError& error)
{
    return error.asked == Asked::Resource
               ? ExchangeSentences::tr("The address is that of the event's URL.")
               : ExchangeSentences::tr("Check the API base, in the settings or of kauntctl's --api-base.");
}

QString peerName(const FetchError& error)
{
    return error.host.isEmpty() ? ExchangeSentences::tr("The API") : quotedText(error.host);
}

QString notReached(const FetchError& error)
{
    const QString peer = peerName(error);
    switch (error.asked) {
    case Asked::Token:
        return ExchangeSentences::tr("%1 could not be reached to ask for an access token.").arg(peer);
    case Asked::Resource:
        return ExchangeSentences::tr("%1 could not be reached to read the resource.").arg(peer);
    case Asked::Unknown:
        break;
    }
    return ExchangeSentences::tr("%1 could not be reached.").arg(peer);
}

Sentence notReachedSentence(const FetchError& error)
{
    const QString happened = notReached(error);
    switch (error.reason) {
    case Reason::HostNotFound:
        return {happened, ExchangeSentences::tr("No address is known for that name."),
                ExchangeSentences::tr("Check that this machine is on the network and finds other hosts (DNS).") + u' ' +
                    checkAddress(error)};
    case Reason::ConnectionRefused:
        return {happened, ExchangeSentences::tr("The connection was refused: probably nothing listens on that port."),
                ExchangeSentences::tr("If host and port are right, try again once it is up.") + u' ' +
                    checkAddress(error)};
    case Reason::ConnectTimedOut:
        return {happened, ExchangeSentences::tr("No connection came about in time."),
                ExchangeSentences::tr("Check the network, and what may keep connections from getting through: a "
                                      "firewall, a VPN, or a proxy that is to be used (https_proxy).") +
                    u' ' + checkAddress(error)};
    default:
        return {happened, sayingOfSystem(error),
                ExchangeSentences::tr("Check the network and the proxy.") + u' ' + checkAddress(error)};
    }
}

Sentence proxySentence(const FetchError& error)
{
    const QString proxy = quotedText(error.host);
    const QString target =
        error.behindProxy.isEmpty() ? ExchangeSentences::tr("The API") : quotedText(error.behindProxy);
    QString happened = ExchangeSentences::tr("%1 could not be reached through the proxy %2.").arg(target, proxy);
    if (error.asked == Asked::Token)
        happened = ExchangeSentences::tr("%1 could not be reached through the proxy %2 to ask for an access token.")
                       .arg(target, proxy);
    else if (error.asked == Asked::Resource)
        happened = ExchangeSentences::tr("%1 could not be reached through the proxy %2 to read the resource.")
                       .arg(target, proxy);
    return {happened, sayingOfSystem(error),
            ExchangeSentences::tr("Check that this proxy is up and lets connections to the API through, or leave it "
                                  "out: the environment (https_proxy, no_proxy) or the system's settings name it.")};
}

/// Of 102 and 103, behind which the answer itself was still to come.
Sentence interimSentence(const FetchError& error)
{
    return {ExchangeSentences::tr("%1 sent an interim answer first, behind which this program can't wait.")
                .arg(peerName(error)),
            error.message.isEmpty() ? QString() : ExchangeSentences::tr("It says: %1").arg(quotedEnd(error.message)),
            ExchangeSentences::tr("Try again later; if it stays so, tell who runs what stands in front of the API "
                                  "that interim answers (102 and 103) have to be left out.")};
}

QString requestName(const FetchError& error)
{
    switch (error.asked) {
    case Asked::Token:
        return ExchangeSentences::tr("the request for an access token");
    case Asked::Resource:
        return ExchangeSentences::tr("the request for the resource");
    case Asked::Unknown:
        break;
    }
    return ExchangeSentences::tr("the request");
}

/// The API's host took the request: the way there is open.
Sentence unansweredSentence(const FetchError& error)
{
    const QString host = peerName(error);
    if (error.reason == Reason::Unanswered)
        return {ExchangeSentences::tr("%1 took %2 and did not answer in time.").arg(host, requestName(error)),
                {},
                ExchangeSentences::tr("Try again later, or set longer time limits in the settings file "
                                      "(api/tokenSeconds, api/deadlineSeconds).")};
    return {
        ExchangeSentences::tr("%1 took %2 and closed the connection without an answer.").arg(host, requestName(error)),
        sayingOfSystem(error),
        ExchangeSentences::tr("Try again later; if it stays so, look at what stands between, such as a gateway.") +
            u' ' + checkAddress(error)};
}

Sentence caFileSentence(const FetchError& error)
{
    using Code = tls::CertificateFileError::Code;
    Code code = Code::NotReadable;
    if (error.reason == Reason::CaFileDamaged)
        code = Code::NoCertificate;
    else if (error.reason == Reason::CaFileWithoutCa)
        code = Code::NoAuthority;
    const Sentence why = sentenceFor(tls::CertificateFileError{code, error.host, error.message});
    return {ExchangeSentences::tr("Nothing was sent, for it is not known whom to trust."),
            why.happened + u' ' + why.reason, why.next};
}

QString notSafe(const FetchError& error)
{
    const QString peer = error.host.isEmpty() ? ExchangeSentences::tr("the API") : quotedText(error.host);
    switch (error.asked) {
    case Asked::Token:
        return ExchangeSentences::tr("The connection to %1 is not safe, so no access token was asked for.").arg(peer);
    case Asked::Resource:
        return ExchangeSentences::tr("The connection to %1 is not safe, so the resource was not asked for.").arg(peer);
    case Asked::Unknown:
        break;
    }
    return ExchangeSentences::tr("The connection to %1 is not safe, so nothing was sent.").arg(peer);
}

Sentence tlsSentence(const FetchError& error)
{
    const QString happened = notSafe(error);
    switch (error.reason) {
    case Reason::AuthorityUnknown:
        return {happened, ExchangeSentences::tr("Its certificate is not signed by an authority that is trusted here."),
                ExchangeSentences::tr(
                    "If it is your own, or that of a proxy that looks into encrypted connections, set "
                    "its CA in the API settings or with kauntctl's --ca-file; else somebody is in between.")};
    case Reason::CertificateExpired:
        return {happened, ExchangeSentences::tr("Its certificate has expired."),
                ExchangeSentences::tr("Check the clock of this machine; if it is right, the certificate has to be "
                                      "renewed where the host is run.")};
    case Reason::CertificateNotYetValid:
        return {happened, ExchangeSentences::tr("Its certificate is not valid yet."),
                ExchangeSentences::tr("Check the clock of this machine: it is probably slow.")};
    case Reason::HostNotNamed:
        return {happened, ExchangeSentences::tr("Its certificate is made out for another host."),
                checkAddress(error) + u' ' + ExchangeSentences::tr("If it is right, somebody else answers there.")};
    case Reason::CaFileNotReadable:
    case Reason::CaFileDamaged:
    case Reason::CaFileWithoutCa:
        return caFileSentence(error);
    default:
        return {happened, sayingOfSystem(error),
                ExchangeSentences::tr("Check what stands between, such as a proxy, and what TLS versions it speaks.")};
    }
}

Sentence lateSentence(const FetchError& error)
{
    const QString peer = peerName(error);
    QString happened = ExchangeSentences::tr("%1 did not answer in time.").arg(peer);
    if (error.status != 0)
        happened = ExchangeSentences::tr("%1 answered %2, and the end of its answer did not come in time.")
                       .arg(peer, QString::number(error.status));
    else if (error.asked == Asked::Token)
        happened = ExchangeSentences::tr("%1 gave no access token in time.").arg(peer);
    else if (error.asked == Asked::Resource)
        happened = ExchangeSentences::tr("%1 did not give the resource in time.").arg(peer);
    return {happened,
            {},
            ExchangeSentences::tr("Try again, or set a longer time limit in the API settings (api/deadlineSeconds).")};
}

} // namespace

QString sayingOfSystem(const FetchError& error)
{
    return error.message.isEmpty() ? QString()
                                   : ExchangeSentences::tr("The system says: %1").arg(quotedEnd(error.message));
}

Sentence exchangeSentence(const FetchError& error)
{
    switch (error.reason) {
    case Reason::InterimAnswer:
        return interimSentence(error);
    case Reason::ClosedUnanswered:
    case Reason::Unanswered:
        return unansweredSentence(error);
    case Reason::ThroughProxy:
        return proxySentence(error);
    case Reason::ConnectTimedOut:
        return notReachedSentence(error);
    default:
        break;
    }
    if (error.step == FetchError::Step::Tls)
        return tlsSentence(error);
    return error.step == FetchError::Step::Deadline ? lateSentence(error) : notReachedSentence(error);
}

} // namespace kaunt
