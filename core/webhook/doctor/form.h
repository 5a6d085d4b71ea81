// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <functional>
#include <initializer_list>
#include <utility>

namespace kaunt {

/// One step between what we have and what the sender had: a cause code (contracts.md section 3) and what is known of
/// the step. Never anything of a secret.
struct Finding {
    QString cause;
    QJsonObject detail;
    QStringList forms = {}; ///< of body-reserialised and signed-string: the detail is made of what matched in the end
    bool isMinor = false;   ///< one of very many that are tried for the same step
};

/// Of values that are texts; what is nullptr is left out.
[[nodiscard]] inline Finding findingOf(const char* cause,
                                       std::initializer_list<std::pair<const char*, const char*>> detail)
{
    Finding finding{QString::fromLatin1(cause), {}};
    for (const auto& [key, value] : detail) {
        if (value)
            finding.detail.insert(QLatin1String(key), QString::fromUtf8(value));
    }
    return finding;
}

/// Bytes; of longer ones only what is likely is made and tried.
inline constexpr qsizetype largeBody = qsizetype{64} << 10;
/// Of JSON that is read; what has more is left alone. They take much more memory than a stranger takes to write them.
inline constexpr qsizetype mostValues = qsizetype{64} << 10;

/// A time that is signed along and stands in no header is looked for so many seconds before and after the arrival, in a
/// body of at most so many bytes: each second costs a few digests.
inline constexpr qint64 stampsBack = 60;
inline constexpr qint64 stampsAhead = 5;
inline constexpr qsizetype longestStamped = qsizetype{4} << 10;

/// What the sender's key, or the bytes that he signed, may have been, and the steps that lead there from ours.
struct Form {
    QByteArray bytes;
    QList<Finding> findings;
    bool isLikely = false; ///< often met together with another fault
    bool isRare = false;   ///< hardly ever met together with another

    [[nodiscard]] Form next(QByteArray changed, Finding step, bool likely = false) const
    {
        Form form{std::move(changed), findings, likely};
        form.findings.append(std::move(step));
        return form;
    }
};

/// Takes one form after the other, likeliest first; false where no more are wanted.
using FormSink = std::function<bool(Form&&)>;

} // namespace kaunt
