// SPDX-License-Identifier: MIT
#include "ui/answermodesentences.h"

#include "ui/timewording.h"
#include "ui/wording.h"

#include <QCoreApplication>
#include <QDateTime>

namespace kaunt {

namespace {

struct AnswerModeSentences {
    Q_DECLARE_TR_FUNCTIONS(AnswerModeSentences)
};

/// As far as it is known: Kaunt documents that a failed delivery is repeated, and not what it takes for one.
QString consequence(const AnswerMode& mode)
{
    constexpr int firstServerError = 500;
    const bool isServerError = mode.status >= firstServerError;
    switch (mode.kind) {
    case AnswerMode::Kind::Delay:
        return AnswerModeSentences::tr(
            "Verified deliveries are stored all the same; a sender that does not wait for so long will repeat them.");
    case AnswerMode::Kind::Random:
    case AnswerMode::Kind::Status:
    case AnswerMode::Kind::FailNext:
        if (isServerError)
            return AnswerModeSentences::tr(
                "Verified deliveries are stored all the same, and their sender will repeat those that fail.");
        break;
    case AnswerMode::Kind::Close:
        return AnswerModeSentences::tr(
            "Verified deliveries are stored all the same, and their sender will repeat them.");
    case AnswerMode::Kind::Normal:
        return {};
    }
    return AnswerModeSentences::tr(
        "Verified deliveries are stored all the same; whether they are repeated is up to their sender.");
}

} // namespace

QString answerModeWords(const AnswerMode& mode)
{
    switch (mode.kind) {
    case AnswerMode::Kind::Normal:
        break;
    case AnswerMode::Kind::Status:
        return AnswerModeSentences::tr("answers %1").arg(mode.status);
    case AnswerMode::Kind::Delay:
        return AnswerModeSentences::tr("answers %1 s late")
            .arg(std::chrono::duration_cast<std::chrono::seconds>(mode.delay).count());
    case AnswerMode::Kind::FailNext:
        return mode.count == 1 ? AnswerModeSentences::tr("answers one delivery with %1, then as ever").arg(mode.status)
                               : AnswerModeSentences::tr("answers %L1 deliveries with %2, then as ever")
                                     .arg(mode.count)
                                     .arg(mode.status);
    case AnswerMode::Kind::Close:
        return AnswerModeSentences::tr("closes the connection without an answer");
    case AnswerMode::Kind::Random:
        return AnswerModeSentences::tr("answers %1 % of the deliveries with %2")
            .arg(QString::number(mode.percent), QString::number(mode.status));
    }
    return AnswerModeSentences::tr("answers as ever");
}

Sentence sentenceFor(const QString& endpoint, const AnswerMode& mode, qint64 nowUtcMillis)
{
    if (mode.isNormal())
        return {AnswerModeSentences::tr("The endpoint %1 answers as ever again.").arg(quotedText(endpoint)), {}, {}};
    const auto end = QDateTime::fromMSecsSinceEpoch(nowUtcMillis + mode.duration.count());
    const QString at = clockText(end, QDateTime::fromMSecsSinceEpoch(nowUtcMillis).date());
    return {AnswerModeSentences::tr("On purpose, the endpoint %1 %2.").arg(quotedText(endpoint), answerModeWords(mode)),
            consequence(mode),
            mode.kind == AnswerMode::Kind::FailNext ? AnswerModeSentences::tr("That ends at %1 at the latest.").arg(at)
                                                    : AnswerModeSentences::tr("That ends at %1.").arg(at)};
}

} // namespace kaunt
