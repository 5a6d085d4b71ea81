// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <QByteArray>
#include <QList>
#include <QMap>

namespace kaunt {

/// What stands in place of a value that no export contains.
inline constexpr char redactedText[] = "[redacted]";

/// What was replaced, by the name of the header or the parameter of the target ("Authorization", "?token"), or
/// "secret" for a known secret somewhere else; and in how many deliveries.
using RedactionCounts = QMap<QString, qint64>;

/// Whether a header or a parameter of this name carries a credential: Authorization, cookies, keys, tokens, passwords.
/// The webhook's signature is none.
[[nodiscard]] bool namesCredential(QByteArrayView name);

/// Replaces the values of such headers and parameters, and each of `secrets` with at least eight bytes wherever it
/// stands. What was replaced is added to `counts`. A mark and a note are left out: whoever wrote them did so for
/// himself. Pure.
void redact(DeliveryRecord& delivery, QList<ResourceRecord>& resources, const QList<QByteArray>& secrets,
            RedactionCounts& counts);

} // namespace kaunt
