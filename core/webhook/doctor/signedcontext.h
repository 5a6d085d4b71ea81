// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace kaunt {

/// What a signature may cover besides the body. A plain value.
struct SignedContext {
    QByteArray method;
    QByteArray target; ///< of the request line
    HeaderList headers;
    Header signature; ///< the one that is examined, whatever its name; other providers put a time stamp into it
};

/// Where a request went to, as its sender may know it. A plain value.
struct RequestAddress {
    QByteArray value;
    QString name; ///< "path", "url" or "host+path"
};

/// The path first; none where the target is not known. Pure.
[[nodiscard]] QList<RequestAddress> addressesOf(const SignedContext& context);

} // namespace kaunt
