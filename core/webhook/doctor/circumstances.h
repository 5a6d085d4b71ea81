// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QJsonArray>
#include <QJsonObject>

namespace kaunt {

/// The headers that gateways, proxies and tunnels add: each with its name as `header`, and its `value`. Pure.
[[nodiscard]] QJsonArray intermediariesOf(const HeaderList& headers);

/// What else speaks where a digest can't tell: who handled the request on its way, and what its headers say of a body
/// that is not this one. Values of headers are cut at 120 characters.
///
/// `intermediaries`: names of headers that proxies, tunnels and gateways add, with their values;
/// `userAgent`; `contentLength` with `header` and `body`, where they differ; `contentEncoding`, where the body is not
/// coded so; `json`: "empty", or "incomplete" or "invalid" with `jsonOffset`, where it does not read as the JSON that
/// Kaunt sends. Pure.
[[nodiscard]] QJsonObject circumstancesOf(const HeaderList& headers, const QByteArray& body);

} // namespace kaunt
