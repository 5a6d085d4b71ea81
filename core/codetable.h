// SPDX-License-Identifier: MIT
#pragma once

#include <QLatin1String>
#include <QString>
#include <QStringView>

#include <algorithm>
#include <array>
#include <optional>
#include <type_traits>
#include <utility>

namespace kaunt {

/// Values and the code that each has in logs, settings and JSON lines. A value or code stands once.
template <typename Value, std::size_t Count>
using CodeTable = std::array<std::pair<Value, const char*>, Count>;

/// Null where the value is not in the table.
template <typename Value, std::size_t Count>
[[nodiscard]] QString codeIn(const CodeTable<Value, Count>& table, std::type_identity_t<Value> value)
{
    const auto found =
        std::find_if(table.begin(), table.end(), [value](const auto& entry) { return entry.first == value; });
    return found == table.end() ? QString() : QString::fromLatin1(found->second);
}

/// Of the value that has this very code.
template <typename Value, std::size_t Count>
[[nodiscard]] std::optional<Value> valueIn(const CodeTable<Value, Count>& table, QStringView code)
{
    const auto found = std::find_if(table.begin(), table.end(),
                                    [code](const auto& entry) { return code == QLatin1String(entry.second); });
    return found == table.end() ? std::nullopt : std::optional(found->first);
}

} // namespace kaunt
