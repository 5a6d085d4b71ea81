// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/forwardrecord.h"
#include "core/webhook/delivery.h"

#include <QByteArray>
#include <QList>

#include <functional>

namespace kaunt {

class LineWriter;
struct RefusalSeries;

/// What is written of a forward besides, with its keys.
using WriteMore = std::function<void(LineWriter& line, const ForwardRecord& forward)>;

/// A delivery as the JSON lines of contracts.md section 3 have it, keys in their order, without a line feed. Pure.

[[nodiscard]] QByteArray deliveryLine(const DeliverySummary& delivery);
/// `series` is that of a refused one, where it is known.
[[nodiscard]] QByteArray wholeDeliveryLine(const DeliveryRecord& delivery, const QList<DeliverySummary>& attempts,
                                           const QList<ResourceRecord>& resources,
                                           const QList<ForwardRecord>& forwards = {},
                                           const RefusalSeries* series = nullptr,
                                           const WriteMore& moreOfForward = {});

/// Parts of it that stand in other lines too, with their keys.
void writeDelivery(LineWriter& line, const DeliverySummary& delivery);
/// What `show` has besides: method, target, headers and body.
void writeContents(LineWriter& line, const DeliveryRecord& delivery);
/// `correlationId` is that of the answer, where there is one.
void writeFetchError(LineWriter& line, const QString& step, const QString& message, const QString& correlationId = {});
void writeEncoding(LineWriter& line, const std::optional<SignatureEncoding>& encoding);
void writeDiagnosis(LineWriter& line, const std::optional<Diagnosis>& diagnosis);
void writeEvent(LineWriter& line, const std::optional<WebhookEvent>& event);
void writeForward(LineWriter& line, const ForwardRecord& forward);
/// `message` is the sentence for an error; unused where it was fetched.
void writeResource(LineWriter& line, const ResourceRecord& resource, const QString& message);

/// 2026-01-31T13:02:11.123Z
[[nodiscard]] QByteArray utcText(qint64 utcMillis);

} // namespace kaunt
