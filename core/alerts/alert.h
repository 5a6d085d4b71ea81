// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alertrule.h"
#include "core/drift/baseline.h"
#include "core/receiver/listenerror.h"
#include "core/storage/logerror.h"
#include "core/webhook/diagnosis.h"
#include "core/webhook/noanswer.h"

#include <QList>
#include <QMetaType>
#include <QString>

#include <chrono>
#include <optional>
#include <variant>

namespace kaunt {

/// What an alert is about, as it was the last time. One type for each rule, in the rules' order.
struct FailedEventCause {
    QString eventType; ///< as it came, cut
};

/// How we answered the delivery that was repeated.
struct RepeatedCause {
    int status = 0;         ///< 0: not at all, on purpose or as its sender had hung up
    qint64 millis = -1;     ///< until it was answered; -1 where that is not known
    bool onPurpose = false; ///< by an answer mode
};

/// A forward target that did not take a delivery, is down, or is not to get some: which of them, its fields say.
struct ForwardCause {
    QString target;    ///< its URL, without user info, query and fragment
    int status = 0;    ///< 0 where there was no answer
    NoAnswer noAnswer; ///< cut
    bool isDown = false;
    qint64 passedOver = 0;                 ///< deliveries that it won't get
    std::optional<LogError> logError = {}; ///< what it is to get can't be read
};

/// No delivery has come since then, which is longer than the usual pause.
struct SilenceCause {
    qint64 since = 0; ///< UTC milliseconds
    std::chrono::milliseconds usual{0};
};

using AlertCause = std::variant<Diagnosis, FailedEventCause, RepeatedCause, QList<DriftFinding>, LogError, ListenError,
                                ForwardCause, SilenceCause>;

/// How many refusals had this cause: a code of the diagnosis or, where there is none, of the verdict.
struct CauseCount {
    QString cause;
    qint64 count = 0;

    bool operator==(const CauseCount&) const = default;
};

/// Something that people want to know of wherever they are: what happened, when, and to which deliveries. A plain
/// value; no secret is in it, and of a payload no more than the type of its event and names of its fields.
struct Alert { // NOLINT(bugprone-exception-escape): what a variant holds can be moved without
    static constexpr qsizetype mostDeliveries = 100;
    static constexpr qsizetype mostCauses = 32;

    AlertCause cause;
    qint64 at = 0;            ///< UTC milliseconds
    qint64 count = 0;         ///< how often it happened since the last alert of it
    QList<qint64> deliveries; ///< in the order in which they came, the newest of them; empty where it is about none
    /// Of refusals, each cause in the order in which it came first; what goes beyond the bound is in `count` alone.
    QList<CauseCount> causes;
    qint64 firstAt = 0; ///< UTC milliseconds of the earliest and the latest time, as a clock may be set back between
    qint64 lastAt = 0;

    [[nodiscard]] AlertRule rule() const { return static_cast<AlertRule>(cause.index()); }
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::Alert)
