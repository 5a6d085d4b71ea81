// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"
#include "core/webhook/signature.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

namespace kaunt {

/// A body and its headers, wrong in one named way.
struct FaultyDelivery {
    QByteArray body;
    HeaderList headers;
};

/// The ways in which a delivery can be made wrong, so that it is to be refused; named by the cause that explains it
/// (contracts.md, Causes) where there is one: "wrong-secret" and "altered-byte" have none but `unknown`.
[[nodiscard]] const QStringList& faultKinds();

/// `body`, signed with `secret` and then spoiled; empty where the kind is not one of faultKinds(). Pure.
[[nodiscard]] std::optional<FaultyDelivery> faultyDelivery(const QString& kind, const QByteArray& body,
                                                           const QByteArray& secret,
                                                           SignatureEncoding encoding = SignatureEncoding::Hex);

} // namespace kaunt
