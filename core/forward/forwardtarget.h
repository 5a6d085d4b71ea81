// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/filterexpression.h"
#include "core/storage/logerror.h"
#include "core/urltext.h"
#include "core/webhook/noanswer.h"

#include <QMetaType>
#include <QUrl>

#include <chrono>
#include <optional>

namespace kaunt {

/// Where deliveries go on to as they come, and how. A plain value.
struct ForwardTarget {
    QUrl url;
    bool isVerifiedOnly = true;
    FilterExpression filter; ///< empty: all
    std::chrono::milliseconds timeout{10'000};
    int concurrency = 4;   ///< deliveries on their way at once; those of one event always go one after another
    bool isPaused = false; ///< what comes waits in the log
    int maxAttempts = 8;   ///< of one that is answered, but not by 2xx
    /// How far a target that does not answer may fall behind: what is older, or further back in the log, is passed
    /// over. What only a clock that may be wrong calls too old waits: see ForwardAge.
    qint64 maxBehind = 10'000;
    std::chrono::milliseconds maxAge{24 * 60 * 60 * 1000};
    /// Of the target that became this one: it goes on from the place of that, where it has none of its own.
    QString formerName = {};

    /// What it is known by in the log.
    [[nodiscard]] QString name() const { return nameOf(url); }
    [[nodiscard]] static QString nameOf(const QUrl& url)
    {
        return url.toString(QUrl::RemoveUserInfo | QUrl::RemoveFragment);
    }

    bool operator==(const ForwardTarget&) const = default;
};

/// A target's URL as it is told to people and to others: without the query, where a token may stand, and user info.
[[nodiscard]] inline QString withoutCredentials(const QString& target)
{
    return urlText(QUrl(target).adjusted(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment));
}

/// A target whose answer is what the sender gets. A plain value.
struct PassThroughTarget {
    QString endpoint; ///< the name of the one whose deliveries are passed through; empty: of all
    ForwardTarget target;

    /// Kaunt's own patience is not known (kaunt-api.md, Retries); its client's default would be 100 s.
    static constexpr std::chrono::milliseconds longestTimeout{20'000};
};

/// How a target is doing; told when it changes.
struct ForwardState {
    QString target;
    bool isDown = false;   ///< it can't be connected to, or what stands before it says so (502, 503, 504)
    int status = 0;        ///< what was answered, while it is down; 0 where there was no answer
    NoAnswer noAnswer;     ///< likewise
    qint64 passedOver = 0; ///< deliveries, at the most, that became too many or that the log's bounds removed before
                           ///< they were sent, since the state was told last
    std::optional<LogError> logError = {}; ///< in place of both: what it is to get can't be read
    bool isGone = false;                   ///< it is no target any more; nothing else is told of it
};

/// How far a target is; told when it changes. A plain value.
struct ForwardMeasure {
    QString target;
    qint64 behind = 0;         ///< deliveries of the log since the one up to which all are over for it
    qint64 failedAttempts = 0; ///< since the last time
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ForwardState)
Q_DECLARE_METATYPE(kaunt::ForwardMeasure)
