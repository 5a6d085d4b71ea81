// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/redactedtext.h"
#include "core/export/soughtsecrets.h"
#include "core/webhook/delivery.h"

#include <QByteArray>
#include <QList>
#include <QMap>

namespace kaunt {

/// What was replaced, by the name of the header, of its parameter or of one of a list, of the parameter of a URL or of
/// the member of JSON ("Authorization", ";secret", "?token", "AccessToken"), or "user info" of a URL, or what it is by
/// its looks ("Bearer", "JWT"), or "secret" for a known secret somewhere else, "credential" for one whose name can't be
/// told, "nested" and "packed body" for what can't be looked through; and in how many deliveries.
using RedactionCounts = QMap<QString, qint64>;

/// Replaces the values of headers, parameters and members of JSON that are credentials, and what is one by its looks
/// (textcredentials.h), in whatever text of the delivery they stand, and each of `secrets`, however it is written
/// (SecretWritings) or encoded (encodingsOf()), a header that holds one in hex or base64 (holdsSecret()) as a whole,
/// and one in which the diagnosis found a secret, known or not. A packed body is unpacked for that and packed again;
/// one that can't be wholly unpacked is replaced. Of a whole body that is changed, size and hash are those of what is
/// left. A diagnosis shows no bytes of a body that is changed, or that is not all there: one that was cut, or that of
/// another delivery. What was replaced is added to `counts`. A mark and a note are left out: whoever wrote them did so
/// for himself. True where the body was changed, which its signature no longer fits then. Done again, it
/// changes nothing more. Pure.
bool redact(DeliveryRecord& delivery, QList<ResourceRecord>& resources, const SoughtSecrets& secrets,
            RedactionCounts& counts);

} // namespace kaunt
