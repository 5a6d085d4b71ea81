// SPDX-License-Identifier: MIT
#include "app/cli/jsonlines.h"

#include "core/export/linewriter.h"

namespace kaunt {

namespace {

void writeOutcome(LineWriter& line, const QUrl& target, const SendOutcome& outcome)
{
    line.key("url").text(target.toString());
    line.key("attempt").number(outcome.attempts);
    line.key("status").number(outcome.status);
    line.key("millis").number(outcome.millis);
    line.key("answer").text(QString::fromUtf8(outcome.answer));
    line.key("error").text(outcome.errorText.isEmpty() ? QString() : outcome.errorText);
}

} // namespace

QByteArray listeningLine(const QUrl& url, const QString& endpoint)
{
    LineWriter line;
    line.key("type").text(QByteArray("listening"));
    line.key("url").text(url.toString());
    line.key("endpoint").text(endpoint);
    return line.line();
}

QByteArray verificationLine(const SignatureCheck& check, const std::optional<Diagnosis>& diagnosis)
{
    LineWriter line;
    line.key("verdict").text(verdictCode(check.verdict));
    writeEncoding(line, check.encoding);
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
    LineWriter line;
    line.key("type").text(QByteArray("sent"));
    line.key("number").number(static_cast<qint64>(id));
    writeOutcome(line, target, outcome);
    return line.line();
}

QByteArray replayedLine(const ReplayedDelivery& replayed, const QUrl& target, const QString& flaw)
{
    SendOutcome outcome = replayed.outcome;
    if (replayed.flaw)
        outcome.errorText = flaw;
    LineWriter line;
    line.key("type").text(QByteArray("replayed"));
    line.key("delivery").number(replayed.number);
    writeOutcome(line, target, outcome);
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
        line.key("error").text(outcome.errorText.isEmpty() ? QString() : outcome.errorText);
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
    line.key("url").text(report.target.toString());
    line.key("passed").number(report.count(Grade::Passed));
    line.key("remarked").number(report.count(Grade::Remarked));
    line.key("failed").number(report.count(Grade::Failed));
    return line.line();
}

QByteArray simulatingLine(const QUrl& apiBase)
{
    LineWriter line;
    line.key("type").text(QByteArray("simulating"));
    line.key("apiBase").text(apiBase.toString());
    return line.line();
}

QByteArray servedLine(const WebhookEvent& event)
{
    LineWriter line;
    line.key("type").text(QByteArray("served"));
    writeEvent(line, event);
    return line.line();
}

QByteArray deliveredLine(const WebhookEvent& event, const QUrl& target, const SendOutcome& outcome)
{
    LineWriter line;
    line.key("type").text(QByteArray("delivered"));
    line.key("url").text(target.toString());
    line.key("attempt").number(outcome.attempts);
    line.key("status").number(outcome.status);
    line.key("millis").number(outcome.millis);
    writeEvent(line, event);
    return line.line();
}

} // namespace kaunt
