// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/sending/deliverysender.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// Why a row of the log can't be sent again.
enum class ReplayFlaw {
    NotADelivery, ///< a request to no endpoint, of which the body was not kept
    BodyCut,      ///< a refused one, of which 64 KiB were kept
};

/// The fields that belong to the message, in their order and letter case. What belongs to the connection it came on is
/// left out: Host, Content-Length, Expect and the fields that RFC 9110 section 7.6.1 names, those that Connection names
/// among them, but not the signature. Pure.
[[nodiscard]] HeaderList endToEndFields(const HeaderList& headers);

/// A delivery of the log as it is sent again: by POST, with its own fields and body byte for byte, and the replay mark
/// at the end. Host and framing are made for the new connection. Without a secret the signature is the one that it came
/// with; with one it is made anew, in its place and its encoding. Pure.
[[nodiscard]] Result<OutgoingDelivery, ReplayFlaw> outgoingReplay(const DeliveryRecord& record, const QUrl& target,
                                                                  const std::optional<QByteArray>& secret);

} // namespace kaunt
