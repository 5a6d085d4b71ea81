// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/webhookevent.h"

#include <QByteArray>
#include <QUrl>

namespace kaunt {

/// Plausible, made-up data: Nordic companies, vendors, accounts. The same seed gives the same data. Pure.

/// A webhook body as Kaunt prints it: compact, PascalCase, the documented fields in the documented order.
[[nodiscard]] QByteArray webhookBody(const WebhookEvent& event);
/// An event of this type with identifiers, a company and a Url under `apiBase`. The same seed with another type gives
/// an event of the same request: same company and CorrelationId, another Id.
[[nodiscard]] WebhookEvent sampleEvent(const QString& eventType, const QUrl& apiBase, quint32 seed);
/// The wrapped answer that the resource of such an event gives, by its type. With the seed of its event, a document and
/// a proposal of one request are about the same invoice.
[[nodiscard]] QByteArray sampleAnswer(const WebhookEvent& event, quint32 seed);
[[nodiscard]] QByteArray sampleProposalAnswer(const WebhookEvent& event, quint32 seed);
[[nodiscard]] QByteArray sampleFailedProposalAnswer(const WebhookEvent& event, quint32 seed);
[[nodiscard]] QByteArray sampleDocumentAnswer(const WebhookEvent& event, quint32 seed);

/// The wrapper's correlationId, which belongs to the GET and not to the event.
[[nodiscard]] QString sampleRequestId(quint32 seed);

} // namespace kaunt
