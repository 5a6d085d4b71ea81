// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/doctor/form.h"

namespace kaunt {

// body-compressed, detail `coding` ("gzip", "deflate", "br", "zstd") and `change`: "decompressed" on the way or
// "compressed" on the way (RFC 9110 section 8.4.1). Pure; false where the sink wants no more.

/// What a compressed body holds, however it is labelled; nothing that grows beyond `longest`.
[[nodiscard]] bool offerDecompressed(const Form& source, qsizetype longest, const FormSink& sink);
/// The body as common programs compress it: what is signed then depends on the level, on gzip's header and on the
/// library, so a match proves it, and none proves nothing. A body longer than `longest` is left alone.
[[nodiscard]] bool offerCompressed(const Form& source, qsizetype longest, const FormSink& sink);

/// The same by gzip with the time in its head, as Python and Ruby write it: the seconds about `receivedAt`, in UTC
/// milliseconds since 1970.
[[nodiscard]] bool offerGzipStamps(const QByteArray& body, qint64 receivedAt, const FormSink& sink);

} // namespace kaunt
