// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/message.h"
#include "core/receiver/endpointrouter.h"
#include "core/receiver/receiversettings.h"
#include "core/webhook/delivery.h"

namespace kaunt {

/// A request that reached `endpoint` as the delivery that the log keeps: verified over the raw body, its payload read
/// where it is authentic, explained where it was refused. What carries the replay mark and is verified, or proven with
/// `replayKey`, is noted as `replay:17` and has no event; nor has a probe of ours, noted as `probe:5f3a9c01-plain`. Of
/// what else was refused no mark is believed. A payload that announces nothing and has a content coding is noted as
/// `compressed` besides, and what lay for a second or more before it was read, as `read-after:67000ms`. Pure. `readAt`
/// in UTC milliseconds since 1970.
[[nodiscard]] Delivery readDelivery(http::Request request, const Endpoint& endpoint, qint64 readAt,
                                    const QByteArray& replayKey = {});

/// A request that no endpoint took, as the log keeps it: with what was called as the note `called:POST /hook`, and the
/// endpoint's path that it is nearly as `similar:/webhooks/kaunt`, where there is one; one that has the header of
/// Kaunt's signature is noted as `with-signature`. Of the headers what goes into 8 KiB is kept, of the body nothing.
/// Pure.
[[nodiscard]] Delivery readMisdirected(const http::RequestHead& head, const QHostAddress& peer, int status,
                                       const EndpointRouter& router, qint64 receivedAt);

} // namespace kaunt
