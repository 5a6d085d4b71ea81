// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>
#include <QMetaType>
#include <QString>
#include <QStringList>

#include <optional>

namespace kaunt {

/// The event types that Kaunt documents; everything else is Unknown and still shown.
enum class EventKind { ProposalCompleted, ProposalFailed, ModelReady, DocumentReady, DocumentFailed, Unknown };

[[nodiscard]] EventKind eventKind(QStringView eventType);
/// The documented names, in the order of EventKind; for completion and for sending samples.
[[nodiscard]] const QStringList& knownEventTypes();

/// What Kaunt announces (kaunt-api.md, The webhook). A field that is absent, null or no string is a null QString.
struct WebhookEvent {
    QString id;
    QString url; ///< as received; never rebuilt
    QString tenantId;
    QString companyName;
    QString correlationId;
    QString eventType;

    [[nodiscard]] EventKind kind() const { return eventKind(eventType); }
    /// By tenant, type, id and correlation id (design.md, Words). Events without an id are told apart by their bodies,
    /// which are not known here.
    [[nodiscard]] bool isSameEventAs(const WebhookEvent& other) const;
    /// Whether both answer one request of the integrator's, as far as that has a correlation id.
    [[nodiscard]] bool isOfSameRequestAs(const WebhookEvent& other) const;
    bool operator==(const WebhookEvent&) const = default;
};

/// A body as read. `event` is empty where the body is no JSON object. Notes are stable codes for what is odd:
/// "not-json", "too-deep" and "too-large" (for parseJson()), "not-an-object", "byte-order-mark", "missing-field:Id",
/// "null-field:Id", "wrong-type:Id", "duplicate-field:Id", "unknown-field:Foo", "unknown-event-type". At most 50 of
/// them are about names that the documentation does not have or that came twice, and a name is cut at 100 characters.
/// Nothing here is an error: what is authentic is kept and shown.
struct WebhookPayload {
    std::optional<WebhookEvent> event;
    QStringList notes;
};

/// Pure. Field names are PascalCase to the letter; of a duplicated field the last one counts.
[[nodiscard]] WebhookPayload readWebhookPayload(QByteArrayView body);

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::WebhookEvent)
