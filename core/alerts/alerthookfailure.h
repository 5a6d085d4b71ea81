// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/noanswer.h"

#include <QMetaType>

namespace kaunt {

/// Why somebody else was not told of an alert. A plain value.
struct AlertHookFailure {
    enum class Hook { Command, Url };
    enum class Reason {
        NotStarted, ///< the command can't be run; `noAnswer` has the system's words
        Crashed,
        Status,   ///< it ended with, or was answered, `status`
        TimedOut, ///< and was ended
        NoAnswer, ///< `noAnswer`
        QueueFull ///< too many wait: this alert was left out
    };

    Hook hook = Hook::Command;
    Reason reason = Reason::NotStarted;
    int status = 0;
    NoAnswer noAnswer = {};
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::AlertHookFailure)
