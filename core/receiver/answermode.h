// SPDX-License-Identifier: MIT
#pragma once

#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>

namespace kaunt {

/// How an endpoint answers verified deliveries on purpose, so that one can watch what the sender does about it: they
/// are stored as ever, and only the answer is another. Refused deliveries are answered as ever.
struct AnswerMode {
    enum class Kind {
        Normal,
        Status,   ///< always `status`
        Delay,    ///< 200, after `delay`
        FailNext, ///< `status` for the next `count`, then normal
        Close,    ///< the connection is closed without an answer
        Random,   ///< `status` for `percent` of them
    };

    static constexpr std::chrono::seconds longestDelay{600};
    static constexpr std::chrono::minutes usualDuration{10};

    Kind kind = Kind::Normal;
    int status = 503; ///< 300 to 599
    std::chrono::milliseconds delay{0};
    int count = 0;
    int percent = 0;
    std::chrono::milliseconds duration{usualDuration}; ///< until it is normal again by itself

    [[nodiscard]] bool isNormal() const { return kind == Kind::Normal; }
    bool operator==(const AnswerMode&) const = default;
};

/// "503", "delay=5s", "fail-next=3", "close", "random=20%", "normal"; a failing one may name its status:
/// "fail-next=3:500". Nothing where it is none of these. Pure; answerModeText() is its reverse.
[[nodiscard]] std::optional<AnswerMode> answerModeFromText(const QString& text);
[[nodiscard]] QString answerModeText(const AnswerMode& mode);

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::AnswerMode)
