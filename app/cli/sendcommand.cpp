// SPDX-License-Identifier: MIT
#include "app/cli/sendcommand.h"

#include "app/cli/deliverytarget.h"
#include "app/cli/deliverytext.h"
#include "app/cli/jsonlines.h"
#include "app/cli/sampleoptions.h"
#include "app/cli/secretsource.h"
#include "core/api/resourcefetcher.h"
#include "core/simulator/faults.h"
#include "core/simulator/oddities.h"
#include "core/simulator/samples.h"

#include <QFile>
#include <QRandomGenerator>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace kaunt {

namespace {

constexpr int mostDeliveries = 1'000'000;
constexpr int mostUnderWay = 32; ///< connections; a rate that the other side can't follow waits
constexpr int mostOfABurst = 256;
constexpr qint64 largestBody = qint64{64} << 20;

/// A whole number from 1 to `most`; `fallback` where the option is not given, nothing where it is none.
std::optional<int> countOf(const QCommandLineParser& arguments, const QString& option, int fallback)
{
    if (!arguments.isSet(option))
        return fallback;
    bool isNumber = false;
    const int value = arguments.value(option).toInt(&isNumber);
    return isNumber && value >= 1 && value <= mostDeliveries ? std::optional(value) : std::nullopt;
}

/// Wrong only beside another delivery, which goes first.
QString faultOfTheNext()
{
    return QStringLiteral("signature-of-other-delivery");
}

QStringList allFaults()
{
    return faultKinds() + oddityKinds() + QStringList{faultOfTheNext()};
}

/// A number above 0; 0 where the option is not given, nothing where it is none.
std::optional<double> factorOf(const QCommandLineParser& arguments, const QString& option)
{
    if (!arguments.isSet(option))
        return 0.0;
    bool isNumber = false;
    const double value = arguments.value(option).toDouble(&isNumber);
    return isNumber && std::isfinite(value) && value > 0 ? std::optional(value) : std::nullopt;
}

} // namespace

QList<QCommandLineOption> SendCommand::options()
{
    return {
        {QStringLiteral("to"), tr("Where to send: an http or https URL."), QStringLiteral("URL")},
        secretFileOption(),
        eventTypeOption(),
        {QStringLiteral("body"), tr("A file to send as it is, in place of a sample."), QStringLiteral("FILE")},
        {QStringLiteral("count"), tr("How many events."), QStringLiteral("N")},
        {QStringLiteral("rate"), tr("How many deliveries a second; without it, one after another."),
         QStringLiteral("R")},
        {QStringLiteral("repeat"), tr("How often each event is delivered."), QStringLiteral("K")},
        {QStringLiteral("burst"), tr("All at once, each on a connection of its own.")},
        encodingOption(),
        {QStringLiteral("fault"), tr("What is odd or wrong with them: %1.").arg(allFaults().join(QStringLiteral(", "))),
         QStringLiteral("KIND")},
        {QStringLiteral("retry"), tr("Repeats with growing pauses until answered 2xx, for 24 hours at the most.")},
        {QStringLiteral("time-lapse"), tr("With --retry: the pauses and the 24 hours go by this many times faster."),
         QStringLiteral("FACTOR")},
    };
}

std::optional<int> SendCommand::start(const QCommandLineParser& arguments)
{
    Result<Plan, QString> plan = readPlan(arguments);
    if (!plan)
        return wrongUsage(plan.error());
    m_plan = *std::move(plan);
    if (const QString path = arguments.value(QStringLiteral("body")); arguments.isSet(QStringLiteral("body"))) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return couldNotRun({tr("Can't read %1.").arg(path), file.errorString(), {}});
        m_plan.body = file.read(largestBody);
    }
    connect(&m_sender, &DeliverySender::finished, this, &SendCommand::takeOutcome);
    connect(&m_pace, &QTimer::timeout, this, &SendCommand::sendDue);
    return withSigningSecret(this, context(), arguments, [this](const QByteArray& secret) { sendWith(secret); });
}

Result<SendCommand::Plan, QString> SendCommand::readPlan(const QCommandLineParser& arguments) const
{
    Plan plan;
    const auto target = deliveryTarget(arguments.value(QStringLiteral("to")));
    if (!target)
        return failure(deliveryTargetUsage());
    plan.target = *target;
    if (const auto read = readContent(arguments, plan); !read)
        return failure(read.error());
    if (const auto read = readPace(arguments, plan); !read)
        return failure(read.error());
    const bool isAlone = plan.fault == faultOfTheNext() && plan.count == 1;
    if (isAlone)
        return failure(tr("With “%1” the first delivery is right and the others carry its signature: give a --count of "
                          "2 or more.")
                           .arg(plan.fault));
    return plan;
}

Result<void, QString> SendCommand::readContent(const QCommandLineParser& arguments, Plan& plan)
{
    const auto eventType = readEventType(arguments);
    if (!eventType)
        return failure(eventType.error());
    plan.eventType = *eventType;
    plan.fault = arguments.value(QStringLiteral("fault"));
    if (arguments.isSet(QStringLiteral("fault")) && !allFaults().contains(plan.fault))
        return failure(
            tr("“%1” is no fault. Possible are: %2.").arg(plan.fault, allFaults().join(QStringLiteral(", "))));
    const bool isOddBody = oddityKinds().contains(plan.fault) && !isOddInTransfer(plan.fault);
    if (isOddBody && arguments.isSet(QStringLiteral("body")))
        return failure(tr("“%1” is a body of its own: leave out --body.").arg(plan.fault));
    const auto encoding = readEncoding(arguments);
    if (!encoding)
        return failure(encoding.error());
    plan.encoding = *encoding;
    return {};
}

Result<void, QString> SendCommand::readPace(const QCommandLineParser& arguments, Plan& plan)
{
    const auto count = countOf(arguments, QStringLiteral("count"), 1);
    const auto repeat = countOf(arguments, QStringLiteral("repeat"), 1);
    if (!count || !repeat || *count > mostDeliveries / *repeat)
        return failure(tr("--count and --repeat are numbers from 1, and a million deliveries together at the most."));
    plan.count = *count;
    plan.repeat = *repeat;
    const auto rate = factorOf(arguments, QStringLiteral("rate"));
    if (!rate)
        return failure(tr("--rate is a number of deliveries a second, above 0."));
    plan.rate = *rate;
    plan.isBurst = arguments.isSet(QStringLiteral("burst"));
    if (plan.isBurst && plan.rate > 0)
        return failure(tr("--burst sends all at once and has no --rate."));
    const auto lapse = factorOf(arguments, QStringLiteral("time-lapse"));
    if (!lapse || (*lapse > 0 && !arguments.isSet(QStringLiteral("retry"))))
        return failure(tr("--time-lapse is a number above 0, and belongs to --retry."));
    if (arguments.isSet(QStringLiteral("retry")))
        plan.retry = *lapse > 0 ? fasterBy(*lapse, RetryPolicy{}) : RetryPolicy{};
    return {};
}

OutgoingDelivery SendCommand::makeDelivery()
{
    OutgoingDelivery delivery;
    delivery.target = m_plan.target;
    // As .NET's client is likely to send; every other one with its length in front.
    delivery.chunked = m_made % 2 == 0;
    const WebhookEvent event =
        sampleEvent(m_plan.eventType, QUrl(QLatin1String(defaultApiBase)), QRandomGenerator::global()->generate());
    delivery.body = m_plan.body.isNull() ? webhookBody(event) : m_plan.body;
    if (const auto odd = oddDelivery(m_plan.fault, event)) {
        if (m_plan.body.isNull())
            delivery.body = odd->body;
        delivery.chunked = odd->chunked;
        delivery.bytesPerSecond = odd->bytesPerSecond;
    }
    delivery.headers = signedHeaders(delivery.body, m_secret, m_plan.encoding);
    spoil(delivery);
    return delivery;
}

void SendCommand::spoil(OutgoingDelivery& delivery)
{
    if (m_made == 0)
        m_headersOfFirst = delivery.headers;
    if (m_plan.fault == faultOfTheNext())
        delivery.headers = m_headersOfFirst;
    if (const auto faulty = faultyDelivery(m_plan.fault, delivery.body, m_secret, m_plan.encoding)) {
        delivery.body = faulty->body;
        delivery.headers = faulty->headers;
    }
}

void SendCommand::sendWith(const QByteArray& secret)
{
    m_secret = secret;
    m_elapsed.start();
    if (m_plan.rate > 0) {
        constexpr std::chrono::milliseconds tick{1};
        m_pace.setTimerType(Qt::PreciseTimer);
        m_pace.start(tick);
    }
    sendDue();
}

int SendCommand::due() const
{
    if (m_plan.isBurst)
        return all();
    if (m_plan.rate <= 0)
        return m_ended + 1; // one after another
    constexpr double millisPerSecond = 1'000.0;
    const double byNow = 1 + static_cast<double>(m_elapsed.elapsed()) * m_plan.rate / millisPerSecond;
    return static_cast<int>(std::min(byNow, static_cast<double>(all())));
}

void SendCommand::sendDue()
{
    const int last = std::min(due(), all());
    const int atOnce = m_plan.isBurst ? mostOfABurst : mostUnderWay;
    while (m_made < last && m_made - m_ended < atOnce) {
        if (m_made % m_plan.repeat == 0)
            m_current = makeDelivery();
        ++m_made;
        m_sender.send(m_current, m_plan.retry);
    }
}

void SendCommand::takeOutcome(quint64 id, const SendOutcome& outcome)
{
    ++m_ended;
    m_accepted += outcome.isAccepted() ? 1 : 0;
    m_unanswered += outcome.status == 0 ? 1 : 0;
    print(context().isJson ? sentLine(id, m_plan.target, outcome)
                           : outcomeText(static_cast<qint64>(id), outcome).toUtf8());
    if (m_ended < all())
        sendDue();
    else
        Q_EMIT finished(m_accepted == all() ? Done : m_unanswered == all() ? CouldNotRun : AnswerIsNo);
}

} // namespace kaunt
