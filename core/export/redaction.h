// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/urlcredentials.h"
#include "core/webhook/delivery.h"

#include <QByteArray>
#include <QList>
#include <QMap>

namespace kaunt {

/// What was replaced, by the name of the header or the parameter of the target ("Authorization", "?token"), or
/// "user info" of a URL, or
/// "secret" for a known secret somewhere else; and in how many deliveries.
using RedactionCounts = QMap<QString, qint64>;

/// Replaces the values of headers and parameters that are credentials (urlcredentials.h), in whatever text of the
/// delivery they stand, and each of `secrets` with at least eight bytes. Of a whole body that is changed, size and hash
/// are those of what is left. What was replaced is added to `counts`. A mark and a note are left out: whoever wrote
/// them did so for himself. Pure.
void redact(DeliveryRecord& delivery, QList<ResourceRecord>& resources, const QList<QByteArray>& secrets,
            RedactionCounts& counts);

} // namespace kaunt
