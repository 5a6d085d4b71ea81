// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace kaunt {

/// Why a resource was not fetched, as a value. `message` is what the other side said (the first of error, errors,
/// message, detail, title; kaunt-api.md, GET), or the system's words; the sentence for people is made from the whole in
/// ui and cli.
struct FetchError {
    enum class Step {
        Url,         ///< no URL, or one where nothing may be sent
        Credentials, ///< none for this tenant
        Token,       ///< the token endpoint said no or made no sense
        Connect,     ///< no connection, or it broke
        Tls,
        Redirect, ///< to somewhere credentials may not go, or too many
        Status,   ///< the resource's answer was no 2xx
        Body,     ///< larger than the cap, or cut short
        Deadline, ///< the whole took longer than allowed
        Cancelled,
    };

    Step step = Step::Connect;
    int status = 0; ///< HTTP status of the answer that ended it; 0 where there was none
    QString correlationId;
    QString message;

    bool operator==(const FetchError&) const = default;
};

/// "url", "credentials", "token", "connect", "tls", "redirect", "status", "body", "deadline", "cancelled".
[[nodiscard]] QString fetchStepCode(FetchError::Step step);

} // namespace kaunt
