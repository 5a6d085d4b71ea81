// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"
#include "core/webhook/delivery.h"
#include "core/webhook/diagnosis.h"
#include "core/webhook/webhookevent.h"

#include <QByteArray>
#include <QVariant>

#include <optional>

namespace kaunt {

// How values without a column of their own stand in the log. Pure, and each decode gives back exactly what was encoded.

/// "Name: value\n" for each field, so that a search for text finds what a reader would. Backslash, LF and NUL are
/// escaped by a backslash, in names the colon as well.
[[nodiscard]] QByteArray encodeHeaders(const HeaderList& headers);
[[nodiscard]] HeaderList decodeHeaders(const QByteArray& encoded);

/// JSON, or an SQL null where there is nothing to say.
[[nodiscard]] QVariant encodeNotes(const QStringList& notes);
[[nodiscard]] QStringList decodeNotes(const QVariant& encoded);
[[nodiscard]] QVariant encodeDiagnosis(const std::optional<Diagnosis>& diagnosis);
[[nodiscard]] std::optional<Diagnosis> decodeDiagnosis(const QVariant& encoded);
[[nodiscard]] QVariant encodeEvent(const WebhookEvent& event);
[[nodiscard]] WebhookEvent decodeEvent(const QVariant& encoded);

/// Durations in microseconds, `microsDigits` each; what is longer is cut to the longest that can be told, 100 s.
inline constexpr int microsDigits = 8;
[[nodiscard]] QString encodeMicros(const QList<qint64>& micros);

/// For columns that are never null: a null string is bound as an SQL null.
[[nodiscard]] QString present(const QString& text);
[[nodiscard]] QByteArray present(const QByteArray& bytes);

/// Neither verified nor a request to no endpoint, which is no delivery.
[[nodiscard]] constexpr bool isRefused(Verdict verdict)
{
    return verdict != Verdict::Verified && verdict != Verdict::Misdirected;
}
/// The same of a row of `deliveries`, which the index over what is not verified finds.
inline constexpr QLatin1String isRefusedSql("verdict <> 'verified' AND verdict <> 'misdirected'");

/// The 32 bytes that tell events apart: a hash of (tenant, event type, id, correlation id), where null counts as empty.
/// An event without an id is known by the hash of its body instead, so that different ones are not taken for repeats.
[[nodiscard]] QByteArray eventIdentity(const WebhookEvent& event, const QByteArray& bodySha256);

/// A delivery of a log as the receiver had handed it over, to be written to another log.
[[nodiscard]] Delivery asReceived(const DeliveryRecord& record);

} // namespace kaunt
