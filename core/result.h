// SPDX-License-Identifier: MIT
#pragma once

#include <tl/expected.hpp>

namespace kaunt {

/// Either what was asked for or the reason why not, as a value. E is the module's own error type with a code;
/// sentences for people are made from it in ui and cli.
template <typename T, typename E>
using Result = tl::expected<T, E>;

template <typename E>
[[nodiscard]] constexpr auto failure(E&& error)
{
    return tl::unexpected<std::decay_t<E>>(std::forward<E>(error));
}

} // namespace kaunt
