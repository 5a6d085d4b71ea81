// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"
#include "core/webhook/doctor/signedcontext.h"

namespace kaunt {

/// With the method and the URL too, or only with a time stamp, an id or the body's own values.
enum class SignedParts { All, Stamps };

/// signed-string: the body, or its hash, with a time stamp, an id, the method or the URL around it, or these without
/// any body, as other providers sign. The finding's `forms` are for signedStringDetail(). Pure; at most some 2,500
/// forms. False where the sink wants no more.
[[nodiscard]] bool offerSignedStrings(const Form& source, const SignedContext& context, SignedParts parts,
                                      const FormSink& sink);

/// signed-string: the body with a time stamp that came in no header: the seconds before the arrival, and after it by
/// another clock. At most some 800 forms; none of a body over 4 KiB. False where the sink wants no more.
[[nodiscard]] bool offerArrivalStamps(const QByteArray& body, qint64 receivedAt, const FormSink& sink);

/// `form`, the parts in their order and what stands between them ("timestamp.body", "id.timestamp.body",
/// "v0:timestamp:body", "method path body" …), `timestampHeader`, `idHeader` and `eventHeader` where they were found;
/// `timestamp` where it stands in none.
[[nodiscard]] QJsonObject signedStringDetail(const QStringList& forms);

} // namespace kaunt
