// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

namespace kaunt {

/// As std::all_of over what lies in one piece, for units that nearly always are: looks at each of them, whatever it
/// finds, and has an outcome as wide as they are, so that the compiler takes many at once. Pure.
template <typename Unit, typename Text, typename Check>
[[nodiscard]] constexpr bool areAll(const Text& text, Check isSo)
{
    constexpr qsizetype atOnce = 16 / sizeof(Unit); // of the registers that every x86-64 and ARM64 has
    const auto others = [&text, isSo](qsizetype from, qsizetype to) {
        Unit found = 0;
        for (qsizetype at = from; at < to; ++at)
            found |= static_cast<Unit>(!isSo(text.data()[at]));
        return found;
    };
    const qsizetype size = text.size();
    if (size < atOnce)
        return others(0, size) == 0;
    // The rest with some before it once more: one by one it would take longer than all that came before.
    return (others(0, size - size % atOnce) | others(size - atOnce, size)) == 0;
}

} // namespace kaunt
