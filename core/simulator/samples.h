// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/webhookevent.h"

#include <QByteArray>
#include <QUrl>

namespace kaunt {

/// Plausible, made-up data: Nordic companies, vendors, accounts. The same seed gives the same data. Pure.

/// A webhook body as Kaunt prints it: compact, PascalCase, the documented fields in the documented order.
[[nodiscard]] QByteArray webhookBody(const WebhookEvent& event);
/// An event of this type with new identifiers and a Url under `apiBase`.
[[nodiscard]] WebhookEvent sampleEvent(const QString& eventType, const QUrl& apiBase, quint32 seed);
/// The wrapped answers that the resource of such an event gives.
[[nodiscard]] QByteArray sampleProposalAnswer(const WebhookEvent& event, quint32 seed);
[[nodiscard]] QByteArray sampleFailedProposalAnswer(const WebhookEvent& event, quint32 seed);
[[nodiscard]] QByteArray sampleDocumentAnswer(const WebhookEvent& event, quint32 seed);

} // namespace kaunt
