// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArrayView>

#include <chrono>
#include <optional>

class QRandomGenerator;

namespace kaunt {

/// Whether another attempt may do better: 429 and 5xx but 501 and 505, which say that none ever will. Pure.
[[nodiscard]] bool isStatusWorthRetry(int status);

/// Exponential backoff with full jitter: anything from 0 to base · 2^(attempt-1), for the wait after attempt 1, 2, …
[[nodiscard]] std::chrono::milliseconds backoffDelay(std::chrono::milliseconds base, int attempt,
                                                     QRandomGenerator& random);

/// How long attempt 1, 2, … may take: first · 2^(attempt-1), and no longer than `longest`. Who is slower than the first
/// limit is heard too. Pure.
[[nodiscard]] std::chrono::milliseconds growingLimit(std::chrono::milliseconds first, int attempt,
                                                     std::chrono::milliseconds longest);

/// HTTP-date in its three forms, in UTC milliseconds; a year of two digits is the one within 50 years from now (RFC
/// 9110 section 5.6.7). Pure.
[[nodiscard]] std::optional<qint64> httpDate(QByteArrayView value, qint64 nowUtcMillis);

/// The longest wait that is told as it was asked for.
inline constexpr std::chrono::hours longestRetryAfter{24 * 365};

/// Retry-After as seconds or as a date (RFC 9110 section 10.2.3), from nothing to longestRetryAfter, which stands for
/// all that is longer; empty where it is neither. A date counts from `sentAt`, the answer's own Date, where there is
/// one: our clock may be another. Pure.
[[nodiscard]] std::optional<std::chrono::milliseconds> retryAfterDelay(QByteArrayView value, QByteArrayView sentAt,
                                                                       qint64 nowUtcMillis);

} // namespace kaunt
