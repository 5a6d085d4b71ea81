// SPDX-License-Identifier: MIT
#include "ui/sendingsentences.h"

#include "ui/visibletext.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct SendingSentences {
    Q_DECLARE_TR_FUNCTIONS(SendingSentences)
};

} // namespace

QString noAnswerText(const NoAnswer& why)
{
    switch (why.reason) {
    case NoAnswer::Reason::NoHttp:
        return SendingSentences::tr("What came back is no HTTP");
    case NoAnswer::Reason::LargeHeaders:
        return SendingSentences::tr("The headers that came back are larger than 64 KiB");
    case NoAnswer::Reason::NotListening:
        return SendingSentences::tr("The receiver is not listening");
    case NoAnswer::Reason::NoSecret:
        return SendingSentences::tr("The endpoint has no secret");
    case NoAnswer::Reason::BodyCut:
        return SendingSentences::tr("Only the first 64 KiB of its body were kept");
    case NoAnswer::Reason::TooOld:
        return SendingSentences::tr("It had waited for more than a day");
    case NoAnswer::Reason::Busy:
        return SendingSentences::tr("Its turn did not come in time");
    case NoAnswer::Reason::Ended:
        return SendingSentences::tr("The program ended first");
    case NoAnswer::Reason::System:
        break;
    }
    return visibleText(why.systemText);
}

Sentence unansweredSentence(const QUrl& target, const NoAnswer& why)
{
    return {
        SendingSentences::tr("There was no answer from %1.").arg(visibleText(target.toString(QUrl::RemoveUserInfo))),
        noAnswerText(why), SendingSentences::tr("See that the endpoint runs, and that the URL is right.")};
}

QString distrustedAdvice(tls::Distrust distrust)
{
    switch (distrust) {
    case tls::Distrust::None:
        return {};
    case tls::Distrust::AuthorityUnknown:
        return SendingSentences::tr("Give its certificate, or the one of its CA, as the private CA in the settings.");
    case tls::Distrust::Expired:
        return SendingSentences::tr("Have its certificate renewed: everybody who calls it refuses it.");
    case tls::Distrust::NotYetValid:
        return SendingSentences::tr("See that the clocks of both machines are right, or wait until it is valid.");
    case tls::Distrust::HostNotNamed:
        return SendingSentences::tr("Call it by a name that its certificate has, or give it a certificate with this "
                                    "name among its alternative names.");
    case tls::Distrust::Other:
        break;
    }
    return SendingSentences::tr("Give it a certificate that is made for a server.");
}

Sentence sentenceFor(TargetFlaw flaw, const QString& example)
{
    if (flaw == TargetFlaw::UserInfo)
        return {SendingSentences::tr("There is a user name or a password in this URL."),
                SendingSentences::tr("It would not be sent, and be shown wherever the URL is."),
                SendingSentences::tr("Leave it out.")};
    return {SendingSentences::tr("This is no complete http or https URL."),
            {},
            SendingSentences::tr("Give one such as %1.").arg(example)};
}

} // namespace kaunt
