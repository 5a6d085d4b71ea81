// SPDX-License-Identifier: MIT
#pragma once

#include "core/session/monitorsession.h"

#include <optional>

namespace kaunt {

/// What the receiver is doing, as a value.
struct ReceiverStatus {
    ReceiverState state = ReceiverState::Stopped;
    QList<ListeningEndpoint> endpoints;
    std::optional<ListenError> error;
    std::optional<ServedCertificate> certificate = {}; ///< with TLS
};

} // namespace kaunt
