// SPDX-License-Identifier: MIT
#include "core/receiver/answermode.h"

#include "core/durationtext.h"

namespace kaunt {

namespace {

using Kind = AnswerMode::Kind;

constexpr int lowestStatus = 300;
constexpr int highestStatus = 599;
constexpr int mostFailures = 1'000'000;

std::optional<int> numberWithin(const QString& text, int lowest, int highest)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    return isNumber && number >= lowest && number <= highest ? std::optional(number) : std::nullopt;
}

/// The words before and behind a mark; the second is null where there is no mark.
std::pair<QString, QString> parted(const QString& text, QChar mark)
{
    const qsizetype at = text.indexOf(mark);
    return at < 0 ? std::pair(text, QString()) : std::pair(text.left(at), text.mid(at + 1));
}

std::optional<AnswerMode> failing(Kind kind, const QString& value)
{
    const auto [amount, statusText] = parted(value, u':');
    AnswerMode mode;
    mode.kind = kind;
    if (!statusText.isNull()) {
        const auto status = numberWithin(statusText, lowestStatus, highestStatus);
        if (!status)
            return {};
        mode.status = *status;
    }
    const bool isPercent = kind == Kind::Random && amount.endsWith(u'%');
    const auto number =
        numberWithin(isPercent ? amount.chopped(1) : amount, 1, kind == Kind::Random ? 100 : mostFailures);
    if (!number)
        return {};
    (kind == Kind::Random ? mode.percent : mode.count) = *number;
    return mode;
}

QString failingText(const QString& name, const QString& amount, const AnswerMode& mode)
{
    const QString text = name + u'=' + amount;
    return mode.status == AnswerMode{}.status ? text : text + u':' + QString::number(mode.status);
}

} // namespace

std::optional<AnswerMode> answerModeFromText(const QString& text)
{
    const auto [name, value] = parted(text, u'=');
    AnswerMode mode;
    if (value.isNull() && name == u"normal")
        return mode;
    if (value.isNull() && name == u"close") {
        mode.kind = Kind::Close;
        return mode;
    }
    if (name == u"fail-next")
        return failing(Kind::FailNext, value);
    if (name == u"random")
        return failing(Kind::Random, value);
    if (name == u"delay") {
        const auto delay = durationFromText(value);
        if (!delay || *delay > AnswerMode::longestDelay)
            return {};
        mode.kind = Kind::Delay;
        mode.delay = *delay;
        return mode;
    }
    const auto status = value.isNull() ? numberWithin(name, lowestStatus, highestStatus) : std::nullopt;
    if (!status)
        return {};
    mode.kind = Kind::Status;
    mode.status = *status;
    return mode;
}

QString answerModeText(const AnswerMode& mode)
{
    switch (mode.kind) {
    case Kind::Normal:
        break;
    case Kind::Status:
        return QString::number(mode.status);
    case Kind::Delay:
        return QStringLiteral("delay=%1s").arg(std::chrono::duration_cast<std::chrono::seconds>(mode.delay).count());
    case Kind::FailNext:
        return failingText(QStringLiteral("fail-next"), QString::number(mode.count), mode);
    case Kind::Close:
        return QStringLiteral("close");
    case Kind::Random:
        return failingText(QStringLiteral("random"), QString::number(mode.percent) + u'%', mode);
    }
    return QStringLiteral("normal");
}

} // namespace kaunt
