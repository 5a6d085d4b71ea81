// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/apisettings.h"
#include "core/api/fetcherror.h"
#include "core/clock.h"
#include "core/webhook/delivery.h"

#include <QObject>

#include <chrono>
#include <memory>
#include <optional>

namespace kaunt {

/// What a fetch came to. `body` is as received, also of an answer that is an error.
struct FetchOutcome {
    int status = 0;
    qint64 millis = 0; ///< from the call to the end, waiting included
    int attempts = 0;  ///< GETs, with those that Qt repeats by itself on a closed connection; where the fetch ended for
                       ///< want of a token, how often one was asked for
    QByteArray body;
    QString correlationId; ///< of this GET
    /// How far our clock is ahead of the API's, by the Date of its last answer (RFC 9110 section 6.6.1).
    std::optional<std::chrono::milliseconds> clockAhead = {};
    std::optional<FetchError> error;
};

/// The outcome as it is kept in the log, for the delivery from which it was asked for. Pure.
[[nodiscard]] ResourceRecord resourceRecord(qint64 delivery, const QString& url, const FetchOutcome& outcome,
                                            qint64 nowUtcMillis);

/// The event whose resource may be read: a verified delivery's (design.md section 4). Nullptr of any other, whose URL
/// is a stranger's. Pure.
[[nodiscard]] const WebhookEvent* fetchableEvent(const DeliverySummary& delivery);

/// The error of a kept fetch that brought nothing, reason and host included. Pure.
[[nodiscard]] FetchError fetchError(const ResourceRecord& fetch);

/// Whether anything of a kept fetch, its token's request included, left this machine. Pure.
[[nodiscard]] bool wasSent(const ResourceRecord& fetch);

/// One fetch under way. Lives in the fetcher's thread, deletes itself after `finished`, which comes exactly once.
class FetchJob : public QObject {
    Q_OBJECT

public:
    virtual void cancel() = 0;

Q_SIGNALS:
    void progress(qint64 received, qint64 total); ///< total is -1 where it is not known
    /// The try to come, from 2, after the one before it ended by `why`.
    void retrying(int attempt, std::chrono::milliseconds wait, const kaunt::FetchError& why);
    void finished(const kaunt::FetchOutcome& outcome);

protected:
    using QObject::QObject;
};

/// Reads what an event points at, with the tenant's token (kaunt-api.md, Reading a resource). Tokens are cached per
/// credentials until shortly before they expire, and renewed once on 401. Redirects are followed by hand and only
/// within the allowed origins. Each fetch has its connections to itself. Works in the thread it lives in, without
/// blocking.
class ResourceFetcher final : public QObject {
    Q_OBJECT

public:
    explicit ResourceFetcher(const Clock& clock, QObject* parent = nullptr);
    ~ResourceFetcher() override;

    /// Takes effect for the next fetch; a change of credentials drops their tokens.
    void setSettings(const ApiSettings& settings);
    /// Reads the resource of the delivery's event at its URL, as calledUrl() has it; of a delivery without a
    /// fetchableEvent() nothing is sent, and the job ends with the step `url`. The outcome never comes before control
    /// is back in the event loop.
    [[nodiscard]] FetchJob* fetch(const DeliverySummary& delivery);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::FetchOutcome)
