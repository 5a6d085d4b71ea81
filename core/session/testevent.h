// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/sending/deliverysender.h"

#include <optional>

namespace kaunt {

class SessionReceiver;
struct ServedCertificate;

/// The field that a test of the guided page carries: it may be of a secret that was never saved.
inline constexpr char guideHeaderName[] = "X-Kaunt-Monitor-Guide";

/// Of the certificate that the session's own receiver serves, to be trusted by what is sent to it
/// (OutgoingDelivery::trustedFingerprint); empty where it serves none.
[[nodiscard]] QByteArray ownFingerprint(const std::optional<ServedCertificate>& served);

/// A sample event of this type for one of the session's own endpoints, signed with its first secret that is not
/// retired, of a resource below `apiBase`, with `marks` behind the fields of a sample. Where it can't be sent, an
/// outcome with the error text "not-listening" or "no-secret".
[[nodiscard]] Result<OutgoingDelivery, SendOutcome> testEvent(const SessionReceiver& receiver, const QUrl& apiBase,
                                                              const QString& eventType, const QString& endpoint,
                                                              const HeaderList& marks = {});

/// Whether a delivery with these headers is a test of the guided page. Pure.
[[nodiscard]] bool isGuideTest(const HeaderList& headers);

} // namespace kaunt
