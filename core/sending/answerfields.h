// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <boost/beast/http/fields.hpp>

namespace kaunt {

/// Those fields of an answer that say more of it than its status and its body, as they came: Content-Type,
/// Content-Encoding, Location, Retry-After and Allow. Pure.
[[nodiscard]] HeaderList answerFields(const boost::beast::http::fields& fields);

} // namespace kaunt
