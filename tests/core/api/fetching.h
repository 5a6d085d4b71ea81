// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/resourcefetcher.h"
#include "tests/core/simulator/scriptedpeer.h"
#include "tests/support/manualclock.h"

namespace kaunt::test {

/// An answer of the token endpoint as kaunt-api.md documents it.
[[nodiscard]] QByteArray tokenAnswer(const QByteArray& token = "first-token");

/// An answer with the given head lines, each ended by CRLF, and a body without a declared length where `fields` has
/// none.
[[nodiscard]] QByteArray answerWith(int status, const QByteArray& fields, const QByteArray& body = {});

/// A fetcher whose API base is one peer, with short waits between attempts.
class Fetching {
public:
    explicit Fetching(const QUrl& apiBase);

    ApiSettings settings;
    ManualClock clock;

    /// Begins a fetch of `path` below the base, or of a whole URL.
    [[nodiscard]] FetchJob* start(const QString& url, const QString& tenantId = QStringLiteral("tenant"));
    /// Waits for the end of one.
    [[nodiscard]] FetchOutcome run(const QString& url, const QString& tenantId = QStringLiteral("tenant"));
    [[nodiscard]] static FetchOutcome endOf(FetchJob* job);
    /// Its deadline is over now, however long it was.
    static void endTimeOf(const FetchJob* job);

private:
    ResourceFetcher m_fetcher;
};

} // namespace kaunt::test
