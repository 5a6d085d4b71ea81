// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"

#include <functional>

namespace kaunt {

/// What a text of a delivery is.
struct TextPlace {
    enum class Kind {
        Endpoint,
        SecretName,
        Peer,
        Method,
        Target,
        HeaderName,
        HeaderValue, ///< `name`: of the header
        Body,
        EventField, ///< `name`: the member of WebhookEvent
        Note,
        Detail, ///< of the diagnosis; `name`: its key
        Remark, ///< what the user wrote
        ResourceUrl,
        ResourceBody,
        CorrelationId,
        ErrorStep,
        ErrorMessage,
    };

    Kind kind = Kind::Body;
    QByteArray name;
};

/// Gets the bytes that came, or UTF-8 of what is text; what it changes is put back.
using TextVisitor = std::function<void(const TextPlace& place, QByteArray& text)>;

/// Every text of a delivery and of its resources that is not empty, bodies first: what has to be found and replaced
/// wherever it stands is found so. A new member of these structs does not compile until it has its place here. Codes
/// and hashes of ours are no texts. Pure.
void visitTexts(DeliveryRecord& delivery, QList<ResourceRecord>& resources, const TextVisitor& visitor);

} // namespace kaunt
