// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace kaunt {

namespace {

/// The context that translators see these sentences in.
struct TlsSentences {
    Q_DECLARE_TR_FUNCTIONS(TlsSentences)
};

QString dayOf(qint64 utcMillis)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(utcMillis), QLocale::ShortFormat);
}

Sentence keySentence(const tls::IdentityError& error, const QString& happened)
{
    using Code = tls::IdentityError::Code;
    switch (error.code) {
    case Code::PassphraseMissing:
        return {happened, TlsSentences::tr("The key is encrypted, and there is no pass phrase for it."),
                TlsSentences::tr("Enter it in the settings, or give kauntctl KAUNT_TLS_KEY_PASSPHRASE.")};
    case Code::PassphraseWrong:
        return {happened, TlsSentences::tr("The pass phrase does not open the key."),
                TlsSentences::tr("Enter the right one in the settings, or give kauntctl KAUNT_TLS_KEY_PASSPHRASE.")};
    case Code::KeyNotMatching:
        return {happened, TlsSentences::tr("The key belongs to another certificate."),
                TlsSentences::tr("Choose the key that the first certificate of the chain was made for.")};
    default:
        return {happened, TlsSentences::tr("The file holds no private key in PEM form."),
                TlsSentences::tr("Choose a file that begins with “-----BEGIN PRIVATE KEY-----” or the like.")};
    }
}

QString handshakeReason(tls::HandshakeFailure failure)
{
    using Failure = tls::HandshakeFailure;
    switch (failure) {
    case Failure::PlainHttp:
        return TlsSentences::tr("It spoke plain HTTP to a port that speaks TLS.");
    case Failure::NotTls:
        return TlsSentences::tr("It spoke something that is neither TLS nor HTTP.");
    case Failure::CertificateUnknown:
        return TlsSentences::tr("It does not trust this receiver's certificate, or those above it.");
    case Failure::CertificateExpired:
        return TlsSentences::tr("It says that this receiver's certificate has expired.");
    case Failure::CertificateRefused:
        return TlsSentences::tr("It refused this receiver's certificate without saying more than that.");
    case Failure::VersionTooOld:
        return TlsSentences::tr("It speaks no TLS newer than 1.1.");
    case Failure::NothingShared:
        return TlsSentences::tr("It offers no encryption that is taken here.");
    case Failure::ProtocolNotSpoken:
        return TlsSentences::tr("It insists on a protocol other than HTTP/1.1.");
    case Failure::Left:
        return TlsSentences::tr("It went away in the middle of the handshake, as clients do that refuse a certificate "
                                "without a word.");
    case Failure::TimedOut:
        return TlsSentences::tr("It began the handshake and then said no more, as where something between lets small "
                                "packets pass and drops large ones.");
    case Failure::Other:
        break;
    }
    return TlsSentences::tr("What it sent can't be made sense of.");
}

QString handshakeAdvice(tls::HandshakeFailure failure)
{
    using Failure = tls::HandshakeFailure;
    switch (failure) {
    case Failure::PlainHttp:
        return TlsSentences::tr("If it is your proxy or tunnel, let it call https://, or switch TLS off in the "
                                "settings.");
    case Failure::CertificateUnknown:
    case Failure::CertificateRefused:
    case Failure::Left:
        return TlsSentences::tr("If it should deliver here, serve a certificate of an authority that it trusts, with "
                                "the whole chain and the host's name, or put a tunnel or proxy with one in front.");
    case Failure::CertificateExpired:
        return TlsSentences::tr("Renew the certificate's files, or check the clocks.");
    case Failure::VersionTooOld:
    case Failure::NothingShared:
        return TlsSentences::tr("TLS 1.2 and 1.3 with forward secrecy are taken: if it is your proxy, bring it up to "
                                "date.");
    case Failure::ProtocolNotSpoken:
        return TlsSentences::tr("If it is your proxy, let it speak HTTP/1.1 to this receiver.");
    case Failure::TimedOut:
        return TlsSentences::tr("If it should deliver here, look at the firewall, the VPN or the proxy on its way; a "
                                "stranger's can be let be.");
    case Failure::NotTls:
    case Failure::Other:
        break;
    }
    return TlsSentences::tr("If it is nobody whom you expect, a scan for open ports say, let it be.");
}

} // namespace

Sentence sentenceFor(const FailedHandshakes& failed)
{
    const QString peer = failed.peer.toString();
    const QString at = QLocale().toString(QDateTime::fromMSecsSinceEpoch(failed.lastAt).time(), QLocale::ShortFormat);
    return {failed.count == 1
                ? TlsSentences::tr("A client at %1 got no encrypted connection at %2.").arg(peer, at)
                : TlsSentences::tr("%1 connections failed before anything could be received, the last one at %2 from "
                                   "%3.")
                      .arg(QLocale().toString(failed.count), at, peer),
            handshakeReason(failed.failure), handshakeAdvice(failed.failure)};
}

Sentence sentenceFor(const tls::IdentityError& error)
{
    using Code = tls::IdentityError::Code;
    const QString happened = TlsSentences::tr("Can't serve TLS with %1.").arg(quotedText(error.path));
    switch (error.code) {
    case Code::CertificateNotReadable:
    case Code::KeyNotReadable:
        return {happened, TlsSentences::tr("The file can't be read. The system says: %1.").arg(error.systemText),
                TlsSentences::tr("Check its name and its permissions.")};
    case Code::NoCertificate:
        return {happened, TlsSentences::tr("The file holds no certificate in PEM form, or a damaged one."),
                TlsSentences::tr("Choose a file that begins with “-----BEGIN CERTIFICATE-----”: the server's own "
                                 "certificate first, then those above it.")};
    case Code::NoAnswer:
        return {happened,
                TlsSentences::tr("The file has not answered: nobody writes to it, or the disk that it is on is away."),
                TlsSentences::tr("Check whether it can be read, or choose a file of this machine.")};
    case Code::NotUsable:
        return {happened, TlsSentences::tr("OpenSSL refuses the pair: %1.").arg(error.systemText),
                TlsSentences::tr("Use an RSA key of at least 2048 bits, or an EC key on the curve P-256.")};
    default:
        return keySentence(error, happened);
    }
}

Sentence sentenceFor(const tls::CertificateFileError& error)
{
    using Code = tls::CertificateFileError::Code;
    const QString happened = TlsSentences::tr("The private CA in %1 can't be used.").arg(quotedText(error.path));
    const QString next = TlsSentences::tr("Choose a PEM file with the CA's own certificate, or leave it empty to trust "
                                          "the system's authorities alone.");
    switch (error.code) {
    case Code::NotReadable:
        return {happened,
                error.systemText.isEmpty()
                    ? TlsSentences::tr("The file can't be read.")
                    : TlsSentences::tr("The file can't be read. The system says: %1.").arg(error.systemText),
                TlsSentences::tr("Check its name and its permissions.")};
    case Code::NoCertificate:
        return {happened, TlsSentences::tr("The file holds no certificate in PEM form, or a damaged one."), next};
    case Code::NoAuthority:
        break;
    }
    return {happened, TlsSentences::tr("It holds certificates, but none that may sign others."), next};
}

Sentence reloadSentence(const tls::IdentityError& error)
{
    const Sentence why = sentenceFor(error);
    return {TlsSentences::tr("The certificate's files have changed, but the new ones can't be used; the old ones "
                             "are still served."),
            why.happened + u' ' + why.reason, why.next};
}

Sentence sentenceFor(tls::CertificateRemark remark, const tls::Certificate& certificate)
{
    using Remark = tls::CertificateRemark;
    const QString renew = TlsSentences::tr("Replace the files by a new pair: it is taken on without a restart.");
    switch (remark) {
    case Remark::Expired:
        return {TlsSentences::tr("The certificate has expired."),
                TlsSentences::tr("It was valid until %1, so that clients refuse it.").arg(dayOf(certificate.notAfter)),
                renew};
    case Remark::NotYetValid:
        return {TlsSentences::tr("The certificate is not valid yet."),
                TlsSentences::tr("It is valid from %1, so that clients refuse it.").arg(dayOf(certificate.notBefore)),
                TlsSentences::tr("Check this machine's clock, or use another certificate.")};
    case Remark::ExpiresSoon:
        return {TlsSentences::tr("The certificate expires soon."),
                TlsSentences::tr("It is valid until %1.").arg(dayOf(certificate.notAfter)), renew};
    case Remark::ChainOutOfDate:
        return {TlsSentences::tr("A certificate above the server's own is out of date."),
                TlsSentences::tr("It has expired or is not valid yet, so that clients refuse the whole chain."),
                TlsSentences::tr("Serve the chain that your authority hands out today: it is taken on without a "
                                 "restart.")};
    case Remark::ChainIncomplete:
        return {TlsSentences::tr("The certificate's chain is incomplete."),
                TlsSentences::tr("A certificate between it and its authority is not in the file, so that clients "
                                 "refuse it that do not have that one themselves."),
                TlsSentences::tr("Serve the whole chain, which many authorities hand out as fullchain.pem.")};
    case Remark::AuthorityUnknownHere:
        return {
            TlsSentences::tr("This machine does not know the authority that signed the last certificate in the file."),
            TlsSentences::tr("If that is a root that your clients know, such as a company's own, nothing is missing; "
                             "if it is another one between, clients that do not have it refuse the certificate."),
            TlsSentences::tr("If clients refuse it, serve the whole chain, which many authorities hand out as "
                             "fullchain.pem.")};
    case Remark::NotForServers:
        return {TlsSentences::tr("The certificate is not for servers."),
                TlsSentences::tr("It is restricted to other uses, so that clients refuse it."),
                TlsSentences::tr("Use a certificate for TLS servers (serverAuth).")};
    case Remark::HostNotNamed:
        break;
    }
    return {TlsSentences::tr("The certificate does not name the address that is listened on."),
            TlsSentences::tr("A client that calls this address refuses it; one that calls a name in it does not."),
            TlsSentences::tr("Call the receiver by a name that the certificate has, or use another certificate.")};
}

} // namespace kaunt
