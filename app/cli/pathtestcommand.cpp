// SPDX-License-Identifier: MIT
#include "app/cli/pathtestcommand.h"

#include "app/cli/jsonlines.h"
#include "app/cli/secretsource.h"
#include "app/cli/targetoption.h"
#include "app/cli/trustoption.h"
#include "core/sending/deliverytarget.h"
#include "ui/pathsentences.h"

#include <QRandomGenerator>

namespace kaunt {

namespace {

using Effect = PathChange::Effect;

QString probeLine(const PathResult& result)
{
    constexpr int effectWidth = -18;
    constexpr int nameWidth = -17;
    const QString answer =
        result.outcome.status == 0
            ? PathTestCommand::tr("no answer")
            : PathTestCommand::tr("%1 after %2 ms").arg(result.outcome.status).arg(result.outcome.millis);
    const QString effect =
        result.effect() == Effect::Harmless ? PathTestCommand::tr("Survives") : pathEffectText(result.effect());
    return QStringLiteral("%1 %2 %3").arg(effect, effectWidth).arg(result.name, nameWidth).arg(answer);
}

} // namespace

QList<QCommandLineOption> PathTestCommand::options()
{
    return {secretFileOption(), sendingCaFileOption()};
}

std::optional<int> PathTestCommand::start(const QCommandLineParser& arguments)
{
    const auto target = deliveryTarget(arguments.positionalArguments().value(0));
    if (!target)
        return wrongUsage(deliveryTargetUsage(target.error(), QStringLiteral("URL")));
    if (const auto trusted = trustAsAsked(arguments, context()); !trusted)
        return trusted.error();
    return withSigningSecret(this, context(), arguments, *target,
                             [this, target = *target](const QByteArray& secret) { begin(target, secret); });
}

void PathTestCommand::begin(const QUrl& target, const QByteArray& secret)
{
    const QString run = QString::number(QRandomGenerator::global()->generate(), 16);
    m_run =
        std::make_unique<PathTestRun>(context().dataDirectory, context().clock, PathTestPlan{target, secret, run, {}});
    connect(m_run.get(), &PathTestRun::judged, this, &PathTestCommand::tell);
    connect(m_run.get(), &PathTestRun::judgedAgain, this,
            [this](qsizetype, const PathResult& result) { tell(result); });
    connect(m_run.get(), &PathTestRun::failed, this,
            [this](const LogError& error) { Q_EMIT finished(couldNotRun(sentenceFor(error))); });
    connect(m_run.get(), &PathTestRun::finished, this,
            [this](const PathReport& report) { Q_EMIT finished(conclude(report)); });
    m_run->start();
}

void PathTestCommand::tell(const PathResult& result)
{
    if (context().isJson) {
        print(pathProbeLine(result));
        return;
    }
    QString text = probeLine(result);
    for (const PathChange& change : result.changes) {
        if (change.effect != Effect::Harmless)
            text += QStringLiteral("\n    ") + sentenceFor(change).text();
    }
    print(text.toUtf8());
}

/// What is harmless is much the same for each probe, and told once.
int PathTestCommand::conclude(const PathReport& report)
{
    const bool isAnswered = report.results.constLast().outcome.status != 0;
    if (!report.isReached) {
        terminal().error(sentenceFor(report));
        return isAnswered ? AnswerIsNo : CouldNotRun;
    }
    if (context().isJson) {
        print(pathTestedLine(report));
        return report.isBroken() ? AnswerIsNo : Done;
    }
    QList<QByteArray> lines;
    const QList<SharedPathChange> changes = report.changes();
    for (const SharedPathChange& shared : changes) {
        if (shared.change.effect != Effect::Harmless)
            continue;
        if (lines.isEmpty())
            lines.append(tr("Changed on the way, without harm to signatures:").toUtf8());
        lines.append(QStringLiteral("    %1 (%2)").arg(sentenceFor(shared.change).text(), probesText(shared)).toUtf8());
    }
    lines.append(sentenceFor(report).text().toUtf8());
    print(lines);
    return report.isBroken() ? AnswerIsNo : Done;
}

} // namespace kaunt
