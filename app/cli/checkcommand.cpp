// SPDX-License-Identifier: MIT
#include "app/cli/checkcommand.h"

#include "app/cli/jsonlines.h"
#include "app/cli/sampleoptions.h"
#include "app/cli/secretsource.h"
#include "app/cli/targetoption.h"
#include "app/cli/trustoption.h"
#include "core/conformance/junitreport.h"
#include "core/sending/deliverytarget.h"
#include "core/urltext.h"
#include "ui/conformancesentences.h"
#include "ui/exportsentences.h"

#include <QRandomGenerator>

namespace kaunt {

namespace {

QString wordsOf(const ConformanceResult& result)
{
    return sentenceFor(result).text();
}

} // namespace

QList<QCommandLineOption> CheckCommand::options()
{
    return {
        secretFileOption(),
        eventTypeOption(),
        encodingOption(),
        sendingCaFileOption(),
        {QStringLiteral("junit"), tr("Writes the report there as JUnit XML, too."), QStringLiteral("FILE")},
    };
}

std::optional<int> CheckCommand::start(const QCommandLineParser& arguments)
{
    const auto plan = readPlan(arguments);
    if (!plan)
        return wrongUsage(plan.error());
    m_plan = *plan;
    m_junitPath = arguments.value(QStringLiteral("junit"));
    if (const auto trusted = trustAsAsked(arguments, context()); !trusted)
        return trusted.error();
    return withSigningSecret(this, context(), arguments, m_plan.target,
                             [this](const QByteArray& secret) { begin(secret); });
}

Result<ConformancePlan, QString> CheckCommand::readPlan(const QCommandLineParser& arguments) const
{
    ConformancePlan plan;
    const auto target = deliveryTarget(arguments.positionalArguments().value(0));
    if (!target)
        return failure(deliveryTargetUsage(target.error(), QStringLiteral("URL")));
    plan.target = *target;
    const auto eventType = readEventType(arguments);
    if (!eventType)
        return failure(eventType.error());
    plan.eventType = *eventType;
    const auto encoding = readEncoding(arguments);
    if (!encoding)
        return failure(encoding.error());
    plan.encoding = *encoding;
    // Events that the endpoint does not know from the last time.
    plan.seed = QRandomGenerator::global()->generate();
    return plan;
}

void CheckCommand::begin(const QByteArray& secret)
{
    m_plan.secret = secret;
    m_run = std::make_unique<ConformanceRun>(m_plan);
    connect(m_run.get(), &ConformanceRun::judged, this, &CheckCommand::tell);
    connect(m_run.get(), &ConformanceRun::finished, this,
            [this](const ConformanceReport& report) { Q_EMIT finished(conclude(report)); });
    m_run->start();
}

void CheckCommand::tell(const ConformanceResult& result)
{
    if (context().isJson) {
        print(conformanceLine(result));
        return;
    }
    constexpr int gradeWidth = -9;
    constexpr int nameWidth = -20;
    const SendOutcome telling = result.telling();
    QString text =
        QStringLiteral("%1 %2 %3")
            .arg(gradeText(result.grade), gradeWidth)
            .arg(result.name, nameWidth)
            .arg(telling.status == 0 ? tr("no answer") : tr("%1 after %2 ms").arg(telling.status).arg(telling.millis));
    if (result.grade != ConformanceResult::Grade::Passed)
        text += QStringLiteral("\n          ") + wordsOf(result);
    print(text.toUtf8());
}

int CheckCommand::conclude(const ConformanceReport& report)
{
    using Grade = ConformanceResult::Grade;
    const bool isWritten = m_junitPath.isEmpty() || writeJunit(report);
    if (!report.isReached) {
        const Sentence why = unreachedSentence(report);
        const tls::Distrust distrust = report.results.constFirst().telling().distrust;
        return couldNotRun(
            {why.happened, why.reason, distrust == tls::Distrust::None ? why.next : distrustAdvice(distrust)});
    }
    print(context().isJson ? checkedLine(report) : totalsText(report).toUtf8());
    if (!isWritten)
        return CouldNotRun;
    return report.count(Grade::Failed) == 0 ? Done : AnswerIsNo;
}

bool CheckCommand::writeJunit(const ConformanceReport& report) const
{
    const auto saved = saveReport(junitReport(report, wordsOf), m_junitPath);
    if (!saved)
        terminal().error(unwrittenSentence(m_junitPath, saved.error()));
    return saved.has_value();
}

} // namespace kaunt
