// SPDX-License-Identifier: MIT
#include "app/cli/sendcommand.h"

#include "app/cli/bodyfile.h"
#include "app/cli/deliverytext.h"
#include "app/cli/factortext.h"
#include "app/cli/jsonlines.h"
#include "app/cli/sampleoptions.h"
#include "app/cli/secretsource.h"
#include "app/cli/targetoption.h"
#include "app/cli/trustoption.h"
#include "core/durationtext.h"
#include "core/simulator/oddities.h"
#include "ui/sendingsentences.h"

#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace kaunt {

namespace {

/// A whole number from 1; `fallback` where the option is not given, nothing where it is none.
std::optional<int> countOf(const QCommandLineParser& arguments, const QString& option, int fallback)
{
    if (!arguments.isSet(option))
        return fallback;
    bool isNumber = false;
    const int value = arguments.value(option).toInt(&isNumber);
    return isNumber && value >= 1 && value <= mostSampleDeliveries ? std::optional(value) : std::nullopt;
}

/// A number above 0; 0 where there is none, nothing where it is none.
std::optional<double> rateOf(const QCommandLineParser& arguments)
{
    const QString option = QStringLiteral("rate");
    if (!arguments.isSet(option))
        return 0.0;
    bool isNumber = false;
    const double value = arguments.value(option).toDouble(&isNumber);
    return isNumber && std::isfinite(value) && value > 0 ? std::optional(value) : std::nullopt;
}

/// Causes that the doctor has, and that hang on the secret alone: what is sent is right but for that.
std::optional<WrongSecret> wrongSecretOf(const QString& fault)
{
    if (fault == QLatin1String("secret-retired"))
        return WrongSecret::Retired;
    return fault == QLatin1String("secret-of-other-endpoint") ? std::optional(WrongSecret::OfOtherEndpoint)
                                                              : std::nullopt;
}

QStringList faultsToSend()
{
    return sampleFaults() + QStringList{QStringLiteral("secret-of-other-endpoint"), QStringLiteral("secret-retired")};
}

QString noFault(const QString& kind)
{
    if (kind == QLatin1String("unknown"))
        return SendCommand::tr("“unknown” needs a signature that nothing explains: --fault wrong-secret sends one.");
    return SendCommand::tr("“%1” is no fault. Possible are: %2.").arg(kind, faultsToSend().join(QStringLiteral(", ")));
}

} // namespace

QList<QCommandLineOption> SendCommand::options()
{
    return {
        {QStringLiteral("to"), tr("Where to send: an http or https URL."), QStringLiteral("URL")},
        secretFileOption(),
        eventTypeOption(),
        {QStringLiteral("body"), tr("A file to send as it is, in place of a sample; - is standard input."),
         QStringLiteral("FILE")},
        {QStringLiteral("template"),
         tr("A file to send with {{Id}}, {{Url}}, {{TenantId}}, {{CompanyName}}, {{CorrelationId}} and {{EventType}} "
            "filled in anew for each event."),
         QStringLiteral("FILE")},
        {QStringLiteral("count"), tr("How many events."), QStringLiteral("N")},
        {QStringLiteral("rate"), tr("How many deliveries a second; without it, one after another."),
         QStringLiteral("R")},
        {QStringLiteral("repeat"), tr("How often each event is delivered."), QStringLiteral("K")},
        {QStringLiteral("repeat-after"), tr("With --repeat: all once, and again after this time: 90s, 10m, 2h."),
         QStringLiteral("TIME")},
        {QStringLiteral("shuffle"), tr("Not in their order, as a network or a queue may bring them.")},
        {QStringLiteral("chain"),
         tr("Of each request a Document AI result and then its coding proposal, with one CorrelationId.")},
        {QStringLiteral("burst"), tr("All at once, each on a connection of its own.")},
        encodingOption(),
        sendingCaFileOption(),
        {QStringLiteral("fault"),
         tr("What is odd or wrong with them: %1.").arg(faultsToSend().join(QStringLiteral(", "))),
         QStringLiteral("KIND")},
        faultSecretFileOption(),
        {QStringLiteral("retry"), tr("Repeats with growing pauses until answered 2xx, for 24 hours at the most.")},
        {QStringLiteral("time-lapse"),
         tr("With --retry: the pauses, the 24 hours and the time of --repeat-after go by this many times faster."),
         QStringLiteral("FACTOR")},
    };
}

std::optional<int> SendCommand::start(const QCommandLineParser& arguments)
{
    Result<SampleRequest, QString> request = readRequest(arguments);
    if (!request)
        return wrongUsage(request.error());
    m_request = *std::move(request);
    if (const auto status = readBody(arguments))
        return status;
    if (const auto trusted = trustAsAsked(arguments, context()); !trusted)
        return trusted.error();
    const auto send = [this](const QByteArray& secret) { sendWith(secret); };
    if (const auto wrong = wrongSecretOf(m_request.fault))
        return withWrongSecret(this, context(), arguments, m_request.target, *wrong, send);
    return withSigningSecret(this, context(), arguments, m_request.target, send);
}

Result<SampleRequest, QString> SendCommand::readRequest(const QCommandLineParser& arguments) const
{
    SampleRequest request;
    const auto target = givenTarget(arguments);
    if (!target)
        return failure(target.error());
    request.target = *target;
    for (const auto read : {&SendCommand::readContent, &SendCommand::readNumbers, &SendCommand::readPace}) {
        if (const auto done = read(arguments, request); !done)
            return failure(done.error());
    }
    if (request.fault == faultOfTheNext() && request.events() == 1)
        return failure(tr("With “%1” the first delivery is right and the others carry its signature: give a --count of "
                          "2 or more.")
                           .arg(request.fault));
    return request;
}

Result<void, QString> SendCommand::readContent(const QCommandLineParser& arguments, SampleRequest& request)
{
    const auto eventType = readEventType(arguments);
    if (!eventType)
        return failure(eventType.error());
    request.eventTypes = {*eventType};
    if (arguments.isSet(QStringLiteral("chain"))) {
        if (arguments.isSet(QStringLiteral("event")))
            return failure(tr("--chain sends a Document AI result and then the coding proposal: leave out --event."));
        request.eventTypes = documentChain();
    }
    request.fault = arguments.value(QStringLiteral("fault"));
    if (arguments.isSet(QStringLiteral("fault")) && !faultsToSend().contains(request.fault))
        return failure(noFault(request.fault));
    if (arguments.isSet(QStringLiteral("fault-secret-file")) && !wrongSecretOf(request.fault))
        return failure(tr("--fault-secret-file belongs to --fault secret-retired or secret-of-other-endpoint."));
    const bool isGiven = arguments.isSet(QStringLiteral("body")) || arguments.isSet(QStringLiteral("template"));
    const bool isOddBody = oddityKinds().contains(request.fault) && !isOddInTransfer(request.fault);
    if (isOddBody && isGiven)
        return failure(tr("“%1” is a body of its own: leave out --body and --template.").arg(request.fault));
    if (arguments.isSet(QStringLiteral("body")) && arguments.isSet(QStringLiteral("chain")))
        return failure(tr("--body is sent as it is, and --chain is of two samples: leave out one of them."));
    const auto encoding = readEncoding(arguments);
    if (!encoding)
        return failure(encoding.error());
    request.encoding = *encoding;
    return {};
}

Result<void, QString> SendCommand::readNumbers(const QCommandLineParser& arguments, SampleRequest& request)
{
    const auto count = countOf(arguments, QStringLiteral("count"), 1);
    const auto repeat = countOf(arguments, QStringLiteral("repeat"), 1);
    if (!count || !repeat || *count * request.eventTypes.size() > mostSampleDeliveries / *repeat)
        return failure(tr("--count and --repeat are numbers from 1, and a million deliveries together at the most."));
    request.count = *count;
    request.repeat = *repeat;
    request.isShuffled = arguments.isSet(QStringLiteral("shuffle"));
    const QString option = QStringLiteral("repeat-after");
    if (!arguments.isSet(option))
        return {};
    const auto pause = durationFromText(arguments.value(option));
    if (!pause || request.repeat == 1)
        return failure(tr("--repeat-after is a time from a second to a day, such as 90s, 10m or 2h, and belongs to a "
                          "--repeat of 2 or more."));
    request.repeatAfter = *pause;
    if (request.isShuffled)
        return failure(tr("--shuffle sends repeats at any place and has no --repeat-after."));
    return {};
}

Result<void, QString> SendCommand::readPace(const QCommandLineParser& arguments, SampleRequest& request)
{
    const auto rate = rateOf(arguments);
    if (!rate)
        return failure(tr("--rate is a number of deliveries a second, above 0."));
    request.rate = *rate;
    request.isBurst = arguments.isSet(QStringLiteral("burst"));
    if (request.isBurst && request.rate > 0)
        return failure(tr("--burst sends all at once and has no --rate."));
    const QString option = QStringLiteral("time-lapse");
    const bool isRepeated = arguments.isSet(QStringLiteral("retry"));
    const auto lapse = arguments.isSet(option) ? factorFromText(arguments.value(option)) : 1.0;
    if (!lapse || (arguments.isSet(option) && !isRepeated))
        return failure(
            tr("--time-lapse is a number from %1 to %2, and belongs to --retry.").arg(leastFactor).arg(mostFactor));
    if (isRepeated)
        request.repeatAsKaunt(*lapse);
    return {};
}

std::optional<int> SendCommand::readBody(const QCommandLineParser& arguments)
{
    const QString bodyOption = QStringLiteral("body");
    const QString templateOption = QStringLiteral("template");
    m_request.isTemplate = arguments.isSet(templateOption);
    if (m_request.isTemplate && arguments.isSet(bodyOption))
        return wrongUsage(tr("--body is sent as it is, --template is filled in: give one of them."));
    const QString path = arguments.value(m_request.isTemplate ? templateOption : bodyOption);
    if (!m_request.isTemplate && !arguments.isSet(bodyOption))
        return {};
    if (!m_request.isTemplate && arguments.isSet(QStringLiteral("event")))
        terminal().notice(tr("The content of --body is sent as it is: --event changes nothing of it."));
    auto body = readBodyFile(path, terminal());
    if (!body)
        return body.error();
    m_request.body = *std::move(body);
    if (m_request.body.isNull())
        m_request.body = "";
    if (const QStringList unknown = unknownPlaceholders(m_request.body); m_request.isTemplate && !unknown.isEmpty())
        terminal().notice(tr("The template has %1, which is sent as it stands: nothing is called so.")
                              .arg(unknown.join(QStringLiteral(", "))));
    return {};
}

void SendCommand::sendWith(const QByteArray& secret)
{
    m_request.secret = secret;
    m_run = new SampleRun(m_request, QRandomGenerator::global()->generate(), this);
    if (m_run->isFaultWithoutEffect()) {
        terminal().error(tr("“%1” changes nothing with this body: the delivery would be right. Send another body, or "
                            "with another fault.")
                             .arg(m_request.fault));
        QMetaObject::invokeMethod(
            this, [this] { end(WrongUsage); }, Qt::QueuedConnection);
        return;
    }
    connect(m_run, &SampleRun::answered, this, &SendCommand::takeOutcome);
    connect(m_run, &SampleRun::repeated, this, &SendCommand::takeAttempt);
    connect(m_run, &SampleRun::finished, this, &SendCommand::showEnd);
    m_run->start();
}

/// Of a delivery that is repeated until it is taken, so that one sees it at work.
void SendCommand::takeAttempt(quint64 number, const SendOutcome& outcome)
{
    if (context().isJson)
        print(attemptLine(number, m_request.target, outcome));
    else
        terminal().notice(
            tr("Attempt %1: %2").arg(outcome.attempts).arg(outcomeText(static_cast<qint64>(number), outcome)));
}

void SendCommand::takeOutcome(quint64 number, const SendOutcome& outcome)
{
    m_accepted += outcome.isAccepted() ? 1 : 0;
    if (outcome.status == 0) {
        ++m_unanswered;
        m_noAnswer = outcome.noAnswer;
    }
    if (outcome.distrust != tls::Distrust::None)
        m_distrust = outcome.distrust;
    print(context().isJson ? sentLine(number, m_request.target, outcome)
                           : outcomeText(static_cast<qint64>(number), outcome).toUtf8());
}

void SendCommand::showEnd()
{
    const qint64 all = m_request.deliveries();
    if (m_distrust != tls::Distrust::None)
        terminal().error(distrustAdvice(m_distrust));
    else if (m_unanswered == all)
        terminal().error(unansweredSentence(m_request.target, m_noAnswer));
    Q_EMIT finished(m_accepted == all ? Done : m_unanswered == all ? CouldNotRun : AnswerIsNo);
}

} // namespace kaunt
