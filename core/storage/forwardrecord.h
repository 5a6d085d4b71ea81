// SPDX-License-Identifier: MIT
#pragma once

#include "core/answerstatus.h"
#include "core/headerlist.h"
#include "core/webhook/noanswer.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QString>

namespace kaunt {

/// What became of a delivery that was forwarded to a target: accepted, or given up. Or, where that is said, what it was
/// answered while it is to be sent again; of those the log has no more than an OpenForward.
struct ForwardRecord {
    static constexpr qsizetype mostAnswer = 4'096;

    qint64 delivery = 0;
    QString target;        ///< its URL, without user info
    qint64 finishedAt = 0; ///< UTC, milliseconds since 1970
    int status = 0;        ///< of the last answer; 0 where there was none
    qint64 millis = 0;     ///< that it took
    int attempts = 0;
    QByteArray answer; ///< its first mostAnswer bytes
    NoAnswer noAnswer;
    qint64 nextAt = 0; ///< UTC, milliseconds since 1970: when it is sent again; 0: it is over
    /// Of the answer those that say more of it than status and body; none of what an earlier version has kept.
    HeaderList headers = {};
    /// It was sent by hand: kept apart from what became of it as it came (LogQueries::replayAnswer).
    bool isReplay = false;

    [[nodiscard]] bool isAccepted() const { return isSuccess(status); }
    bool operator==(const ForwardRecord&) const = default;
};

/// How far a delivery is that a target is to get again. A plain value.
struct OpenForward {
    int attempts = 0;  ///< that are behind it
    qint64 nextAt = 0; ///< as in a ForwardRecord

    bool operator==(const OpenForward&) const = default;
};

/// What a target has behind it: written as one.
struct ForwardProgress {
    QString target;
    qint64 position = 0; ///< all deliveries up to this number are over for it; -1: that stays as it was
    QList<ForwardRecord> records;
    QString log = {}; ///< the identity of the one that the numbers are of (LogPlace); empty: of deliveries that this
                      ///< process has stored
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ForwardRecord)
