// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"
#include "core/webhook/diagnosis.h"
#include "core/webhook/signature.h"
#include "core/webhook/webhookevent.h"

#include <QByteArray>
#include <QList>
#include <QMetaType>
#include <QStringList>

#include <optional>

namespace kaunt {

/// One HTTP request that reached an endpoint, as the receiver hands it to the log. A plain value.
struct Delivery {
    QString endpoint;      ///< its name
    qint64 receivedAt = 0; ///< UTC, milliseconds since 1970
    QString peer;          ///< address without port
    QByteArray method;
    QByteArray target;
    HeaderList headers; ///< byte for byte, in order
    QByteArray body;    ///< byte for byte, transfer coding removed
    int status = 0;     ///< what is answered once it is stored
    SignatureCheck signature;
    std::optional<WebhookEvent> event; ///< only where verified and the body is a JSON object
    QStringList notes;
    std::optional<Diagnosis> diagnosis; ///< only where refused
};

/// What became of fetching an event's resource, the last time that it was read, else the last time; for the list.
struct ResourceSummary {
    int status = 0; ///< HTTP status; 0 where there was no answer
    qint64 millis = 0;
    bool fetched = false; ///< a 2xx with a whole body

    bool operator==(const ResourceSummary&) const = default;
};

/// One row of the list, one line of `listen --json`: a delivery without its bulk. A plain value.
struct DeliverySummary {
    qint64 number = 0; ///< counts from 1, never used twice in a log
    QString endpoint;
    qint64 receivedAt = 0;
    QString peer;
    int status = 0;
    Verdict verdict = Verdict::NoSecret;
    std::optional<SignatureEncoding> encoding;
    QString secretName;
    int attempt = 1;       ///< this delivery's place in its event
    int attempts = 1;      ///< how many its event has
    qint64 bodyBytes = 0;  ///< of the whole body, even where it was cut for keeping
    QByteArray bodySha256; ///< 64 lower-case hex digits, of the whole body
    std::optional<WebhookEvent> event;
    QStringList notes;
    std::optional<Diagnosis> diagnosis;
    qint64 storedMicros = -1;   ///< from hand-over to durable; -1 where it is not known (the program died right after)
    qint64 previousOfEvent = 0; ///< the number of the event's delivery before this one; 0 for the first
    std::optional<ResourceSummary> resource;
    bool isMarked = false; ///< by the user, for all deliveries of the event
    QString note;          ///< likewise; empty where there is none

    /// Of a request to no endpoint, or by another method, only the head was: its size and hash say nothing.
    [[nodiscard]] bool isBodyRead() const { return verdict != Verdict::Misdirected; }

    /// Nobody can send one who has not the secret, but for what the log has forgotten; a repeat, whoever has seen it.
    [[nodiscard]] bool isFirstOfEvent() const { return verdict == Verdict::Verified && attempt == 1 && event; }

    bool operator==(const DeliverySummary&) const = default;
};

/// One delivery, whole.
struct DeliveryRecord {
    DeliverySummary summary;
    QByteArray method;
    QByteArray target;
    HeaderList headers;
    QByteArray body; ///< cut at 64 KiB for a refused one
    [[nodiscard]] bool isBodyCut() const { return body.size() < summary.bodyBytes; }
};

/// A fetched resource, or the attempt at it. A later fetch never replaces an earlier one.
struct ResourceRecord {
    qint64 id = 0;        ///< given by the log
    qint64 delivery = 0;  ///< the delivery that was open when it was fetched
    qint64 fetchedAt = 0; ///< UTC, milliseconds since 1970
    QString url;
    int status = 0; ///< 0 where there was no answer
    qint64 millis = 0;
    int attempts = 0;
    QByteArray body;       ///< as received
    QString correlationId; ///< of this GET, from the wrapper
    QString errorStep;     ///< empty where it was fetched; else fetchStepCode()
    QString errorMessage;  ///< what the other side said, as plain text; or fetchReasonCode() and the host

    [[nodiscard]] bool isFetched() const { return errorStep.isEmpty(); }
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::DeliverySummary)
