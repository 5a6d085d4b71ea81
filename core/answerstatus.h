// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// Whether an HTTP answer with this status says that the request was taken: any 2xx (RFC 9110 section 15.3). Not where
/// there was no answer, which is told as 0. Pure.
[[nodiscard]] constexpr bool isSuccess(int status)
{
    return status >= 200 && status <= 299;
}

/// Whether it says that what was asked for is elsewhere, or is no other than before: any 3xx (section 15.4). Pure.
[[nodiscard]] constexpr bool isRedirection(int status)
{
    return status >= 300 && status <= 399;
}

} // namespace kaunt
