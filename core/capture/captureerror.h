// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logerror.h"

#include <QString>

#include <optional>

namespace kaunt {

/// Why a file can't be opened as a capture. `line` counts from 1; 0 where no line is to blame.
struct CaptureError {
    enum class Code {
        Unreadable,  ///< `detail` has the system's words
        NotACapture, ///< neither a bundle nor JSON lines of deliveries
        NoContents,  ///< JSON lines without headers and bodies, as `events --json` prints them
        TooNew,      ///< a bundle of a later version; `detail` has its number
        TooLarge,    ///< the file
        LineTooLong,
        TooMany,   ///< deliveries
        Damaged,   ///< the line is no JSON, or `detail` names a field that is missing or wrong
        Disorder,  ///< a delivery's number is not above the one before
        CutOff,    ///< a bundle without its last line, or with fewer deliveries than that says
        Cancelled, ///< by who asked for it
        NoRoom,    ///< `log` says why what was read could not be put down
    };

    Code code = Code::Unreadable;
    qint64 line = 0;
    QString detail;
    std::optional<LogError> log;
};

} // namespace kaunt
