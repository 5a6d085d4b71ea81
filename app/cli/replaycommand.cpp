// SPDX-License-Identifier: MIT
#include "app/cli/replaycommand.h"

#include "app/cli/answertext.h"
#include "app/cli/bodyfile.h"
#include "app/cli/deliverynumber.h"
#include "app/cli/deliverytext.h"
#include "app/cli/factortext.h"
#include "app/cli/filteroption.h"
#include "app/cli/jsonlines.h"
#include "app/cli/secretsource.h"
#include "app/cli/targetoption.h"
#include "app/cli/trustoption.h"
#include "app/signalwatcher.h"
#include "ui/quantities.h"
#include "ui/replaysentences.h"
#include "ui/sendingsentences.h"
#include "ui/sentences.h"
#include "ui/timewording.h"

#include <chrono>
#include <utility>

namespace kaunt {

namespace {

/// "original", "none" or a factor; nothing where it is none of these.
std::optional<double> speedOf(const QString& spacing)
{
    if (spacing == QLatin1String("original"))
        return 1.0;
    if (spacing == QLatin1String("none"))
        return 0.0;
    return factorFromText(spacing);
}

} // namespace

QList<QCommandLineOption> ReplayCommand::options()
{
    return {
        {QStringLiteral("to"), tr("Where to send: an http or https URL."), QStringLiteral("URL")},
        filterOption(),
        {QStringLiteral("spacing"),
         tr("With --filter: original, as far apart as they came (the default, but for forward:failed); none; or a "
            "number of times faster."),
         QStringLiteral("HOW")},
        {QStringLiteral("sign-with-secret-file"),
         tr("Sign anew with the secret on the first line of this file, in place of the signatures that came."),
         QStringLiteral("FILE")},
        {QStringLiteral("body"),
         tr("With one delivery, signed anew: the content of this file, or with - of standard input, in place of its "
            "body."),
         QStringLiteral("FILE")},
        sendingCaFileOption(),
    };
}

std::optional<int> ReplayCommand::start(const QCommandLineParser& arguments)
{
    if (const auto read = readRequest(arguments); !read)
        return read.error();
    auto* signalWatcher = new SignalWatcher(this);
    connect(signalWatcher, &SignalWatcher::stopRequested, this, [this] {
        const QString underWay = m_run->isSending() ? tr("One more was on its way, and may have arrived.") : QString();
        Q_EMIT finished(
            couldNotRun({tr("The replay was stopped after %1.").arg(deliveriesText(m_done)), underWay, {}}));
    });
    begin();
    return {};
}

Result<void, ExitStatus> ReplayCommand::readRequest(const QCommandLineParser& arguments)
{
    const auto target = givenTarget(arguments);
    if (!target)
        return failure(wrongUsage(target.error()));
    m_request.target = *target;
    const QString secretFile = QStringLiteral("sign-with-secret-file");
    if (arguments.isSet(secretFile)) {
        auto secret = readSecretFile(arguments.value(secretFile), terminal());
        if (!secret)
            return failure(secret.error());
        m_request.secret = *std::move(secret);
    }
    if (const auto trusted = trustAsAsked(arguments, context()); !trusted)
        return trusted;
    if (const auto read = readWhich(arguments); !read)
        return read;
    return readBody(arguments);
}

Result<void, ExitStatus> ReplayCommand::readBody(const QCommandLineParser& arguments)
{
    const QString option = QStringLiteral("body");
    if (!arguments.isSet(option))
        return {};
    if (!m_request.secret || m_request.numbers.isEmpty())
        return failure(wrongUsage(tr("--body goes with the number of one delivery and with --sign-with-secret-file, as "
                                     "another body has another signature.")));
    auto body = readBodyFile(arguments.value(option), terminal());
    if (!body)
        return failure(body.error());
    m_request.body = *std::move(body);
    return {};
}

Result<void, ExitStatus> ReplayCommand::readWhich(const QCommandLineParser& arguments)
{
    const auto wrong = [this](const QString& text) { return failure(wrongUsage(text)); };
    const bool isRange = arguments.isSet(QStringLiteral("filter"));
    const QStringList numbers = arguments.positionalArguments();
    if (isRange == !numbers.isEmpty())
        return wrong(tr("Give the number of a delivery, or a --filter for several; --filter \"\" is all of them."));
    const QString spacing = QStringLiteral("spacing");
    const auto speed = arguments.isSet(spacing) ? speedOf(arguments.value(spacing)) : 1.0;
    if (!speed || (!isRange && arguments.isSet(spacing)))
        return wrong(tr("--spacing is original, none or a number from %1 to %2, and belongs to --filter.")
                         .arg(leastFactor)
                         .arg(mostFactor));
    if (isRange) {
        auto filter = readFilterOption(arguments, terminal());
        if (!filter)
            return failure(filter.error());
        m_request.speed = arguments.isSet(spacing) ? *speed : usualReplaySpeed(*filter);
        m_request.query.filter = *std::move(filter);
        return {};
    }
    const auto found = findDelivery(numbers.constFirst(), context());
    if (!found)
        return failure(found.error());
    m_request.numbers = {found->record.summary.number};
    return {};
}

void ReplayCommand::begin()
{
    m_run = new ReplayRun(context().dataDirectory, context().clock, m_request, this);
    connect(m_run, &ReplayRun::replayed, this, &ReplayCommand::take);
    connect(m_run, &ReplayRun::mended, this, &ReplayCommand::note);
    connect(m_run, &ReplayRun::answered, this, &ReplayCommand::note);
    connect(m_run, &ReplayRun::paused, this, &ReplayCommand::tellPause);
    connect(m_run, &ReplayRun::failed, this,
            [this](const LogError& error) { Q_EMIT finished(couldNotRun(sentenceFor(error))); });
    connect(m_run, &ReplayRun::finished, this, [this] { Q_EMIT finished(conclude()); });
    m_run->start();
}

void ReplayCommand::tellPause(qint64 number, std::chrono::milliseconds pause)
{
    constexpr std::chrono::seconds noticeable{5};
    if (pause < noticeable)
        return;
    const qint64 now = context().clock.utcMillis();
    const QString due = timeText(TimeStyle::Local, now + pause.count(), now, {});
    terminal().notice(
        tr("Delivery %1 follows at %2; with --spacing none it would follow at once.").arg(number).arg(due));
}

void ReplayCommand::take(const ReplayedDelivery& replayed)
{
    ++m_done;
    m_accepted += replayed.outcome.isAccepted() ? 1 : 0;
    const Sentence flaw = replayed.flaw ? sentenceFor(*replayed.flaw, replayed.number) : Sentence();
    if (replayed.flaw) {
        terminal().error(flaw.text());
    } else if (replayed.outcome.status == 0) {
        ++m_unanswered;
        m_noAnswer = replayed.outcome.noAnswer;
    }
    if (replayed.outcome.distrust != tls::Distrust::None)
        m_distrust = replayed.outcome.distrust;
    if (context().isJson)
        print(replayedLine(replayed, m_request.target, flaw.text()));
    else if (!replayed.flaw)
        print(replayedText(replayed));
}

QList<QByteArray> ReplayCommand::replayedText(const ReplayedDelivery& replayed)
{
    QList<QByteArray> lines{outcomeText(replayed.number, replayed.outcome).toUtf8()};
    if (!replayed.former)
        return lines;
    const QStringList compared = comparedAnswerText(comparedWith(*replayed.former, replayed.outcome), replayed.number);
    for (const QString& line : compared)
        lines.append(line.toUtf8());
    return lines;
}

/// It was sent all the same.
void ReplayCommand::note(const ForwardRecord& record)
{
    const auto tell = [this](const LogError& error) {
        terminal().error(detailSentence(DeliveryDetail::Forward, error));
    };
    if (!m_log) {
        auto log = EventLog::openForResources(context().dataDirectory, context().clock);
        if (!log) {
            if (!record.isReplay) // without it no more is lost than a comparison
                tell(log.error());
            return;
        }
        m_log = std::move(*log);
        connect(m_log.get(), &EventLog::forwardsFailed, this, tell);
    }
    m_log->addForwards({record.target, -1, {record}});
}

int ReplayCommand::conclude() const
{
    if (m_done == 0 && m_run->leftOut() > 0) {
        terminal().error(tr("All that match the filter were sent by hand, as replays or to test a path, and are left "
                            "out. Give the number of one to send it."));
        return AnswerIsNo;
    }
    if (m_done == 0) {
        terminal().error(tr("No delivery matches the filter. kauntctl events lists them."));
        return AnswerIsNo;
    }
    if (m_distrust != tls::Distrust::None)
        terminal().error(distrustAdvice(m_distrust));
    else if (m_unanswered == m_done)
        terminal().error(unansweredSentence(m_request.target, m_noAnswer));
    terminal().notice(tr("Answered 2xx: %1 of %2.").arg(m_accepted).arg(m_done));
    return m_accepted == m_done ? Done : m_unanswered == m_done ? CouldNotRun : AnswerIsNo;
}

} // namespace kaunt
