// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

namespace kaunt {

/// The headers that gateways, proxies and tunnels add: each with its name as `header`, and its `value`. Pure.
[[nodiscard]] QJsonArray intermediariesOf(const HeaderList& headers);

/// Of what handles requests on their way, or sends them: a header that names it, from one delivery to another. Values
/// are cut at 120 characters.
struct HeaderChange {
    enum class Kind { Appeared, Vanished, Changed };

    Kind kind = Kind::Appeared;
    QString header; ///< its name
    QString was;
    QString is;

    bool operator==(const HeaderChange&) const = default;
};

/// "appeared", "vanished", "changed".
[[nodiscard]] QString headerChangeCode(HeaderChange::Kind kind);
/// At most 12. A value counts as changed only of what is the same for each request: that of Via, of the address that
/// was called and of User-Agent. Pure.
[[nodiscard]] QList<HeaderChange> changedOnTheWay(const HeaderList& before, const HeaderList& after);

/// What else speaks where a digest can't tell: who handled the request on its way, and what its headers say of a body
/// that is not this one. Values of headers are cut at 120 characters.
///
/// `intermediaries`: names of headers that proxies, tunnels and gateways add, with their values;
/// `userAgent`; `contentLength` with `header` and `body`, where they differ; `contentEncoding`, where the body is not
/// coded so; `json`: "empty", or "incomplete" or "invalid" with `jsonOffset`, where it does not read as the JSON that
/// Kaunt sends. Pure.
[[nodiscard]] QJsonObject circumstancesOf(const HeaderList& headers, const QByteArray& body);

} // namespace kaunt
