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
                TlsSentences::tr("Enter it in the settings, or set KAUNT_TLS_KEY_PASSPHRASE.")};
    case Code::PassphraseWrong:
        return {happened, TlsSentences::tr("The pass phrase does not open the key."),
                TlsSentences::tr("Enter the right one in the settings, or set KAUNT_TLS_KEY_PASSPHRASE.")};
    case Code::KeyNotMatching:
        return {happened, TlsSentences::tr("The key belongs to another certificate."),
                TlsSentences::tr("Choose the key that the first certificate of the chain was made for.")};
    default:
        return {happened, TlsSentences::tr("The file holds no private key in PEM form."),
                TlsSentences::tr("Choose a file that begins with “-----BEGIN PRIVATE KEY-----” or the like.")};
    }
}

} // namespace

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
    case Code::NotUsable:
        return {happened, TlsSentences::tr("OpenSSL refuses the pair: %1.").arg(error.systemText),
                TlsSentences::tr("Use an RSA key of at least 2048 bits or an EC key.")};
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
    case Remark::HostNotNamed:
        break;
    }
    return {TlsSentences::tr("The certificate does not name the address that is listened on."),
            TlsSentences::tr("A client that calls this address refuses it; one that calls a name in it does not."),
            TlsSentences::tr("Call the receiver by a name that the certificate has, or use another certificate.")};
}

} // namespace kaunt
