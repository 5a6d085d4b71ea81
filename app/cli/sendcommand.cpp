// SPDX-License-Identifier: MIT
#include "app/cli/sendcommand.h"

#include "app/cli/jsonlines.h"
#include "app/cli/secretsource.h"
#include "core/api/resourcefetcher.h"
#include "core/simulator/faults.h"
#include "core/simulator/samples.h"
#include "ui/visibletext.h"

#include <QFile>
#include <QRandomGenerator>

#include <chrono>

namespace kaunt {

namespace {

constexpr int mostDeliveries = 1'000'000;
constexpr double highestRate = 1'000.0;
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

bool isAccepted(const SendOutcome& outcome)
{
    constexpr int hundreds = 100;
    return outcome.status / hundreds == 2;
}

} // namespace

QList<QCommandLineOption> SendCommand::options()
{
    return {
        {QStringLiteral("to"), tr("Where to send: an http or https URL."), QStringLiteral("URL")},
        secretFileOption(),
        {QStringLiteral("event"), tr("The event type: %1.").arg(knownEventTypes().join(QStringLiteral(", "))),
         QStringLiteral("TYPE"), knownEventTypes().constFirst()},
        {QStringLiteral("body"), tr("A file to send as it is, in place of a sample."), QStringLiteral("FILE")},
        {QStringLiteral("count"), tr("How many events."), QStringLiteral("N")},
        {QStringLiteral("rate"), tr("How many deliveries a second; without it, one after another."),
         QStringLiteral("R")},
        {QStringLiteral("repeat"), tr("How often each event is delivered."), QStringLiteral("K")},
        {QStringLiteral("fault"), tr("What is wrong with them: %1.").arg(faultKinds().join(QStringLiteral(", "))),
         QStringLiteral("KIND")},
        {QStringLiteral("retry"), tr("Repeats with growing pauses until answered 2xx, for 24 hours at the most.")},
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
    connect(&m_pace, &QTimer::timeout, this, &SendCommand::sendNext);
    const auto secrets = givenSecrets(arguments, terminal());
    if (!secrets)
        return secrets.error();
    if (!secrets->isEmpty())
        return sendWith(secrets->constFirst().value);
    const auto settings = readSettings(context());
    if (!settings)
        return settings.error();
    withStoredSecrets(this, context(), *settings, [this](const Settings& complete) {
        const QList<SigningSecret> kept = usableSecrets(complete);
        if (kept.isEmpty())
            Q_EMIT finished(wrongUsage(tr("There is no secret to sign with. Give --secret-file or set "
                                          "KAUNT_WEBHOOK_SECRET.")));
        else if (const std::optional<int> status = sendWith(kept.constFirst().value))
            Q_EMIT finished(*status);
    });
    return {};
}

Result<SendCommand::Plan, QString> SendCommand::readPlan(const QCommandLineParser& arguments) const
{
    Plan plan;
    plan.target = QUrl(arguments.value(QStringLiteral("to")), QUrl::StrictMode);
    const bool isHttp = plan.target.scheme() == QLatin1String("http") || plan.target.scheme() == QLatin1String("https");
    if (!plan.target.isValid() || !isHttp || plan.target.host().isEmpty())
        return failure(tr("--to needs an http or https URL, such as http://127.0.0.1:8787/webhooks/kaunt."));
    plan.eventType = arguments.value(QStringLiteral("event"));
    if (!knownEventTypes().contains(plan.eventType))
        return failure(tr("“%1” is no event type. Possible are: %2.")
                           .arg(plan.eventType, knownEventTypes().join(QStringLiteral(", "))));
    plan.fault = arguments.value(QStringLiteral("fault"));
    if (arguments.isSet(QStringLiteral("fault")) && !faultKinds().contains(plan.fault))
        return failure(
            tr("“%1” is no fault. Possible are: %2.").arg(plan.fault, faultKinds().join(QStringLiteral(", "))));
    const auto count = countOf(arguments, QStringLiteral("count"), 1);
    const auto repeat = countOf(arguments, QStringLiteral("repeat"), 1);
    if (!count || !repeat || *count > mostDeliveries / *repeat)
        return failure(tr("--count and --repeat are numbers from 1, and a million deliveries together at the most."));
    plan.count = *count;
    plan.repeat = *repeat;
    bool isNumber = true;
    if (arguments.isSet(QStringLiteral("rate")))
        plan.rate = arguments.value(QStringLiteral("rate")).toDouble(&isNumber);
    if (!isNumber || plan.rate > highestRate || (arguments.isSet(QStringLiteral("rate")) && !(plan.rate > 0)))
        return failure(tr("--rate is a number of deliveries a second, above 0 and up to 1000."));
    plan.isRetrying = arguments.isSet(QStringLiteral("retry"));
    return plan;
}

OutgoingDelivery SendCommand::delivery(int index, const QByteArray& secret) const
{
    OutgoingDelivery delivery;
    delivery.target = m_plan.target;
    // As .NET's client is likely to send; every other one with its length in front.
    delivery.chunked = index % 2 == 0;
    delivery.body = m_plan.body.isNull()
                        ? webhookBody(sampleEvent(m_plan.eventType, QUrl(QLatin1String(defaultApiBase)),
                                                  QRandomGenerator::global()->generate()))
                        : m_plan.body;
    delivery.headers = signedHeaders(delivery.body, secret);
    if (const auto faulty = faultyDelivery(m_plan.fault, delivery.body, secret)) {
        delivery.body = faulty->body;
        delivery.headers = faulty->headers;
    }
    return delivery;
}

std::optional<int> SendCommand::sendWith(const QByteArray& secret)
{
    for (int i = 0; i < m_plan.count; ++i) {
        const OutgoingDelivery one = delivery(i, secret);
        for (int k = 0; k < m_plan.repeat; ++k)
            m_waiting.append(one);
    }
    if (m_plan.rate > 0) {
        constexpr double millisPerSecond = 1'000.0;
        m_pace.setTimerType(Qt::PreciseTimer);
        m_pace.start(std::chrono::milliseconds(qRound64(millisPerSecond / m_plan.rate)));
    }
    sendNext();
    return {};
}

void SendCommand::sendNext()
{
    if (m_waiting.isEmpty()) {
        m_pace.stop();
        return;
    }
    m_sender.send(m_waiting.takeFirst(), m_plan.isRetrying ? std::optional(RetryPolicy{}) : std::nullopt);
}

void SendCommand::takeOutcome(quint64 id, const SendOutcome& outcome)
{
    ++m_ended;
    m_accepted += isAccepted(outcome) ? 1 : 0;
    m_unanswered += outcome.status == 0 ? 1 : 0;
    if (context().isJson)
        terminal().line(sentLine(id, m_plan.target, outcome));
    else if (outcome.status == 0)
        terminal().line(tr("%1  no answer: %2").arg(id).arg(outcome.errorText));
    else
        terminal().line(tr("%1  answered %2 within %3 ms  %4")
                            .arg(id)
                            .arg(outcome.status)
                            .arg(outcome.millis)
                            .arg(visibleText(QString::fromUtf8(outcome.answer))));
    const int all = m_plan.count * m_plan.repeat;
    if (m_ended == all)
        Q_EMIT finished(m_accepted == all ? Done : m_unanswered == all ? CouldNotRun : AnswerIsNo);
    else if (m_plan.rate <= 0)
        sendNext();
}

} // namespace kaunt
