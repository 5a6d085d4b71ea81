// SPDX-License-Identifier: MIT
#include "core/compare/arraykeys.h"

#include <QSet>
#include <QStringList>

#include <algorithm>

namespace kaunt {

namespace {

/// Most telling first.
const QStringList& identifyingNames()
{
    static const QStringList names{
        QStringLiteral("id"),
        QStringLiteral("Id"),
        QStringLiteral("invoiceLineNumber"),
        QStringLiteral("lineNumber"),
        QStringLiteral("externalDimensionId"),
        QStringLiteral("externalDimensionValueId"),
        QStringLiteral("proposalPriority"),
        QStringLiteral("key"),
        QStringLiteral("code"),
        QStringLiteral("fieldName"),
        QStringLiteral("name"),
    };
    return names;
}

bool tellsApart(const JsonValue& array, const QString& name)
{
    QSet<QString> seen;
    return std::all_of(array.elements.begin(), array.elements.end(), [&](const JsonValue& element) {
        const JsonValue* key = element.find(name);
        if (!key || !(key->isString() || key->isNumber()) || seen.contains(key->text))
            return false;
        seen.insert(key->text);
        return true;
    });
}

} // namespace

QString commonArrayKey(const JsonValue& before, const JsonValue& after)
{
    if (before.elements.empty() || after.elements.empty())
        return {};
    const QStringList& names = identifyingNames();
    const auto found = std::find_if(names.begin(), names.end(), [&](const QString& name) {
        return tellsApart(before, name) && tellsApart(after, name);
    });
    return found == names.end() ? QString() : *found;
}

} // namespace kaunt
