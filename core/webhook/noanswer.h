// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// Why a webhook that was to be sent has no answer. A plain value; nothing in it where there is one.
struct NoAnswer {
    enum class Reason {
        System,       ///< as the system says, or nothing
        NoHttp,       ///< something came back, but no HTTP
        LargeHeaders, ///< headers came back, of more than 64 KiB
        NotListening, ///< not sent: the receiver that it was for does not listen
        NoSecret,     ///< not sent: nothing to sign it with
        BodyCut,      ///< not sent: only the beginning of its body was kept
        TooOld,       ///< not sent: it had waited for too long
        Busy,         ///< not sent: its turn did not come in time
        Ended,        ///< the program ended first
    };

    Reason reason = Reason::System;
    QString systemText; ///< of Reason::System

    /// As logs and JSON lines have it: a code ("no-http", "large-headers", "body-cut", "too-old" …), or the system's
    /// words. Null where there is an answer.
    [[nodiscard]] QString text() const;
    /// From what text() made; whatever is no code is the system's words.
    [[nodiscard]] static NoAnswer fromText(const QString& text);

    bool operator==(const NoAnswer&) const = default;
};

} // namespace kaunt
