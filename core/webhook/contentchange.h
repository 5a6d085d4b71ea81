// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/bodycontent.h"

#include <functional>
#include <optional>

namespace kaunt {

/// Gets what is in a body, as UTF-8 where it is text in a charset that readShownContent() knows, and its form, and
/// changes it in place.
using ContentChange = std::function<void(QByteArray& bytes, BodyContent::Form form)>;

/// A body with its content changed: what is packed (readBodyContent), also a few times over, is unpacked, changed and
/// packed again, and what is in another charset is written in that again; where `change` leaves it as it is, so does
/// the body, byte for byte. Text that is only said to be packed is text. Empty where a body can't be unpacked to
/// `mostUnpacked` bytes at the most, for then there is no telling what is in it. Pure.
[[nodiscard]] std::optional<QByteArray> withChangedContent(const QByteArray& body, const HeaderList& headers,
                                                           const ContentChange& change,
                                                           qsizetype mostUnpacked = qsizetype{16} << 20);

} // namespace kaunt
