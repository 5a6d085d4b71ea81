// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/fetcherror.h"
#include "core/api/originpolicy.h"
#include "core/result.h"

#include <QList>
#include <QSslConfiguration>
#include <QSslError>

namespace kaunt {

/// TLS for a fetch that trusts the system's authorities and, where `caFile` is not empty, those in it too (PEM, one or
/// more). A file that can't be read or holds no authority is an error of step Tls, for there is no less careful way to
/// go on. Reads the file.
[[nodiscard]] Result<QSslConfiguration, FetchError> fetchTls(const QString& caFile);

/// What of a failed check of the peer people are told first: who vouches for it, then its dates, then its name. None
/// where it is something else.
[[nodiscard]] FetchError::Reason reasonOf(const QList<QSslError>& errors);
/// Why credentials may not go to a URL.
[[nodiscard]] FetchError::Reason reasonOf(UrlRefusal refusal);

} // namespace kaunt
