// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/sending/deliverysender.h"

namespace kaunt {

class MonitorSession;

/// A sample event of this type for one of the session's own endpoints, signed with its first secret that is not
/// retired. Where it can't be sent, an outcome with the error text "not-listening" or "no-secret".
[[nodiscard]] Result<OutgoingDelivery, SendOutcome> testEvent(const MonitorSession& session, const QString& eventType,
                                                              const QString& endpoint);

/// Of the certificate that the session's own receiver serves, to be trusted by what is sent to it
/// (OutgoingDelivery::trustedFingerprint); empty where it serves none.
[[nodiscard]] QByteArray ownFingerprint(const MonitorSession& session);

/// Whether a delivery with these headers was made on a machine of ours, as that is, and not by Kaunt. Pure.
[[nodiscard]] bool isTestEvent(const HeaderList& headers);

} // namespace kaunt
