// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"
#include "core/webhook/doctor/form.h"

namespace kaunt {

/// What a signature may cover besides the body.
struct SignedContext {
    QByteArray method;
    QByteArray target; ///< of the request line
    HeaderList headers;
    QByteArray signatureValue; ///< as it came; other providers put a time stamp into it
};

/// signed-string: the body with a time stamp, an id, the method or the URL around it, as other providers sign. The
/// detail's `form` names the parts in their order and what stands between them ("timestamp.body", "id.timestamp.body",
/// "v0:timestamp:body", "method path body" …), `timestampHeader` and `idHeader` where they were found. Pure; at most
/// some 1,200 forms. False where the sink wants no more.
[[nodiscard]] bool offerSignedStrings(const Form& source, const SignedContext& context, const FormSink& sink);

} // namespace kaunt
