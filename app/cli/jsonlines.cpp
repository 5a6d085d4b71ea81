// SPDX-License-Identifier: MIT
#include "app/cli/jsonlines.h"

#include "app/cli/answertext.h"
#include "core/export/linewriter.h"
#include "core/urltext.h"

namespace kaunt {

namespace {

void writeOutcome(LineWriter& line, const QUrl& target, const SendOutcome& outcome)
{
    line.key("url").text(urlText(target));
    line.key("attempt").number(outcome.attempts);
    line.key("status").number(outcome.status);
    line.key("millis").number(outcome.millis);
    line.key("answer").text(QString::fromUtf8(outcome.answer));
    line.key("error").text(outcome.noAnswer.text());
}

/// Of a body's bytes in hex: they need not be text.
void writeChange(LineWriter& line, const PathChange& change)
{
    const bool isOfBody = change.kind == PathChange::Kind::BodyChanged;
    line.startObject();
    line.key("change").text(pathChangeCode(change.kind));
    line.key("effect").text(pathEffectCode(change.effect));
    if (!change.name.isEmpty())
        line.key("header").text(QString::fromUtf8(change.name));
    if (change.kind == PathChange::Kind::NotArrived || change.kind == PathChange::Kind::AnswerChanged)
        line.key("status").number(change.status);
    if (const QString why = change.noAnswer.text(); !why.isNull())
        line.key("error").text(why);
    line.key(isOfBody ? "wasHex" : "was").text(isOfBody ? change.was.toHex() : QString::fromUtf8(change.was).toUtf8());
    line.key(isOfBody ? "cameHex" : "came")
        .text(isOfBody ? change.came.toHex() : QString::fromUtf8(change.came).toUtf8());
    if (isOfBody) {
        line.key("cause").text(change.cause);
        line.key("offset").number(change.offset);
        line.key("wasBytes").number(change.wasBytes);
        line.key("cameBytes").number(change.cameBytes);
    }
    line.endObject();
}

QByteArray outcomeLine(const QByteArray& type, quint64 id, const QUrl& target, const SendOutcome& outcome)
{
    LineWriter line;
    line.key("type").text(type);
    line.key("number").number(static_cast<qint64>(id));
    writeOutcome(line, target, outcome);
    return line.line();
}

QByteArray simulatedLine(const QByteArray& type, const WebhookEvent& event, const QUrl& target,
                         const SendOutcome& outcome, bool isWronglySigned)
{
    LineWriter line;
    line.key("type").text(type);
    line.key("url").text(urlText(target));
    line.key("attempt").number(outcome.attempts);
    line.key("status").number(outcome.status);
    line.key("millis").number(outcome.millis);
    line.key("error").text(outcome.noAnswer.text());
    if (isWronglySigned)
        line.key("wronglySigned").truth(true);
    writeEvent(line, event);
    return line.line();
}

} // namespace

QByteArray listeningLine(const QUrl& url, const QString& endpoint)
{
    LineWriter line;
    line.key("type").text(QByteArray("listening"));
    line.key("url").text(urlText(url));
    line.key("endpoint").text(endpoint);
    return line.line();
}

QByteArray tunnelLine(const TunnelState& state, const ListeningEndpoint& endpoint, const QStringList& lastLines)
{
    const bool isUp = state.phase == TunnelState::Phase::Up;
    LineWriter line;
    line.key("type").text(QByteArray("tunnel"));
    line.key("state").text(tunnelPhaseCode(state.phase));
    line.key("url").text(isUp ? urlText(endpoint.url) : QString());
    line.key("endpoint").text(isUp ? endpoint.name : QString());
    if (state.phase != TunnelState::Phase::Down)
        return line.line();
    line.key("reason").text(tunnelReasonCode(state.reason));
    line.key("code").number(state.code);
    line.key("retryInMillis");
    if (state.retryIn)
        line.number(state.retryIn->count());
    else
        line.text(QString());
    line.key("output").startArray();
    for (const QString& one : lastLines)
        line.text(one);
    line.endArray();
    return line.line();
}

QByteArray verificationLine(const SignatureCheck& check, const std::optional<Diagnosis>& diagnosis,
                            const QString& endpoint)
{
    LineWriter line;
    line.key("verdict").text(verdictCode(check.verdict));
    writeEncoding(line, check.encoding);
    if (!endpoint.isEmpty())
        line.key("endpoint").text(endpoint);
    writeDiagnosis(line, diagnosis);
    return line.line();
}

QByteArray resourceLine(const ResourceRecord& resource, const QString& message)
{
    LineWriter line;
    line.key("type").text(QByteArray("resource"));
    line.key("delivery").number(resource.delivery);
    writeResource(line, resource, message);
    return line.line();
}

QByteArray sentLine(quint64 id, const QUrl& target, const SendOutcome& outcome)
{
    return outcomeLine("sent", id, target, outcome);
}

QByteArray attemptLine(quint64 id, const QUrl& target, const SendOutcome& outcome)
{
    return outcomeLine("attempt", id, target, outcome);
}

QByteArray replayedLine(const ReplayedDelivery& replayed, const QUrl& target, const QString& flaw)
{
    SendOutcome outcome = replayed.outcome;
    if (replayed.flaw)
        outcome.noAnswer = {NoAnswer::Reason::System, flaw};
    LineWriter line;
    line.key("type").text(QByteArray("replayed"));
    line.key("delivery").number(replayed.number);
    writeOutcome(line, target, outcome);
    if (replayed.former)
        writeComparedAnswer(line, comparedWith(*replayed.former, outcome));
    return line.line();
}

QByteArray forwardedLine(const ForwardRecord& record)
{
    LineWriter line;
    const bool isOver = record.nextAt == 0;
    line.key("type").text(QByteArray(isOver ? "forwarded" : "forward-attempt"));
    line.key("delivery").number(record.delivery);
    writeForward(line, record);
    if (!isOver)
        line.key("nextAt").text(utcText(record.nextAt));
    return line.line();
}

QByteArray conformanceLine(const ConformanceResult& result)
{
    const QString finding = findingCode(result.finding);
    LineWriter line;
    line.key("type").text(QByteArray("case"));
    line.key("case").text(result.name);
    line.key("grade").text(gradeCode(result.grade));
    line.key("expected")
        .text(QByteArray(result.expected == ConformanceCase::Expected::Accepted ? "accepted" : "refused"));
    line.key("finding").text(finding.isEmpty() ? QString() : finding);
    line.key("slowestMillis").number(result.slowestMillis());
    line.key("deliveries").startArray();
    for (const SendOutcome& outcome : result.outcomes) {
        line.startObject();
        line.key("status").number(outcome.status);
        line.key("millis").number(outcome.millis);
        line.key("error").text(outcome.noAnswer.text());
        line.endObject();
    }
    line.endArray();
    return line.line();
}

QByteArray checkedLine(const ConformanceReport& report)
{
    using Grade = ConformanceResult::Grade;
    LineWriter line;
    line.key("type").text(QByteArray("checked"));
    line.key("url").text(urlText(report.target));
    line.key("passed").number(report.count(Grade::Passed));
    line.key("remarked").number(report.count(Grade::Remarked));
    line.key("failed").number(report.count(Grade::Failed));
    return line.line();
}

QByteArray pathProbeLine(const PathResult& result)
{
    LineWriter line;
    line.key("type").text(QByteArray("probe"));
    line.key("probe").text(result.name);
    line.key("effect").text(pathEffectCode(result.effect()));
    line.key("status").number(result.outcome.status);
    line.key("millis").number(result.outcome.millis);
    line.key("delivery").numberOrNull(result.delivery > 0 ? result.delivery : -1);
    line.key("changes").startArray();
    for (const PathChange& change : result.changes)
        writeChange(line, change);
    line.endArray();
    return line.line();
}

QByteArray pathTestedLine(const PathReport& report)
{
    using Effect = PathChange::Effect;
    LineWriter line;
    line.key("type").text(QByteArray("path-tested"));
    line.key("url").text(urlText(report.target));
    line.key("survived").number(report.count(Effect::Harmless));
    line.key("remarked").number(report.count(Effect::Remarkable));
    line.key("broken").number(report.count(Effect::Breaking));
    return line.line();
}

QByteArray simulatingLine(const QUrl& apiBase)
{
    LineWriter line;
    line.key("type").text(QByteArray("simulating"));
    line.key("apiBase").text(urlText(apiBase));
    return line.line();
}

QByteArray servedLine(const WebhookEvent& event)
{
    LineWriter line;
    line.key("type").text(QByteArray("served"));
    writeEvent(line, event);
    return line.line();
}

QByteArray retriedLine(const WebhookEvent& event, const QUrl& target, const SendOutcome& outcome, bool isWronglySigned)
{
    return simulatedLine("attempt", event, target, outcome, isWronglySigned);
}

QByteArray deliveredLine(const WebhookEvent& event, const QUrl& target, const SendOutcome& outcome,
                         bool isWronglySigned)
{
    return simulatedLine("delivered", event, target, outcome, isWronglySigned);
}

} // namespace kaunt
