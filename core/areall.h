// SPDX-License-Identifier: MIT
#pragma once

namespace kaunt {

/// As std::all_of, for units that nearly always are: looks at each of them, whatever it finds, and has an outcome as
/// wide as they are, so that the compiler takes many at once. Pure.
template <typename Unit, typename Text, typename Check>
[[nodiscard]] constexpr bool areAll(const Text& text, Check isSo)
{
    Unit others = 0;
    for (const auto unit : text)
        others |= static_cast<Unit>(!isSo(unit));
    return others == 0;
}

} // namespace kaunt
