// SPDX-License-Identifier: MIT
#include "app/cli/answeroptions.h"

#include "core/durationtext.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct AnswerOptions {
    Q_DECLARE_TR_FUNCTIONS(AnswerOptions)
};

const QString answerOption = QStringLiteral("answer");
const QString answerForOption = QStringLiteral("answer-for");

} // namespace

QList<QCommandLineOption> answerOptions()
{
    return {
        {answerOption,
         AnswerOptions::tr("Answers verified deliveries otherwise, on purpose and for a while: a status such as 503, "
                           "delay=5s, fail-next=3, close, random=20%; the failing two may name their status: "
                           "fail-next=3:500, random=20%:500."),
         QStringLiteral("MODE")},
        {answerForOption, AnswerOptions::tr("For how long: 90s, 10m, 2h."), QStringLiteral("TIME"),
         QStringLiteral("10m")},
    };
}

Result<AnswerMode, ExitStatus> readAnswerMode(const QCommandLineParser& arguments, const Terminal& terminal)
{
    if (!arguments.isSet(answerOption)) {
        if (!arguments.isSet(answerForOption))
            return AnswerMode();
        terminal.error(AnswerOptions::tr("--answer-for says for how long --answer is in force: give both, or "
                                         "neither."));
        return failure(WrongUsage);
    }
    const QString text = arguments.value(answerOption);
    auto mode = answerModeFromText(text);
    if (!mode) {
        terminal.error(AnswerOptions::tr("“%1” is no answer mode. Possible are: a status from 300 to 599, delay=5s, "
                                         "fail-next=3, fail-next=3:500, close, random=20%, random=20%:500.")
                           .arg(text));
        return failure(WrongUsage);
    }
    const QString time = arguments.value(answerForOption);
    const auto duration = durationFromText(time);
    if (!duration) {
        terminal.error(AnswerOptions::tr("“%1” is no time from a second to a day, such as 90s, 10m or 2h.").arg(time));
        return failure(WrongUsage);
    }
    mode->duration = *duration;
    return *mode;
}

} // namespace kaunt
