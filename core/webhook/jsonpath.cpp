// SPDX-License-Identifier: MIT
#include "core/webhook/jsonpath.h"

#include "core/webhook/jsonvalue.h"

#include <algorithm>

namespace kaunt {

namespace {

bool isLetter(QChar character)
{
    return (character >= u'a' && character <= u'z') || (character >= u'A' && character <= u'Z') || character == u'_';
}

bool isPlainName(const QString& key)
{
    return !key.isEmpty() && isLetter(key.front()) && std::all_of(key.begin(), key.end(), [](QChar character) {
        return isLetter(character) || (character >= u'0' && character <= u'9');
    });
}

/// Takes one step off the front of a path; null where there is no such step or the path has none.
const JsonValue* step(const JsonValue& value, QStringView& path)
{
    if (path.startsWith(u'.')) {
        constexpr char16_t firstBeyondAscii = 0x80;
        const auto isInName = [](QChar c) { return isLetter(c) || c.isDigit() || c.unicode() >= firstBeyondAscii; };
        const auto* end = std::find_if_not(path.begin() + 1, path.end(), isInName);
        const QStringView name = path.sliced(1, end - path.begin() - 1);
        path = path.sliced(name.size() + 1);
        return value.find(name);
    }
    if (path.startsWith(QLatin1String("['"))) {
        QString key;
        qsizetype i = 2;
        for (; i < path.size() && path.at(i) != u'\''; ++i) {
            if (path.at(i) == u'\\' && i + 1 < path.size())
                ++i;
            key += path.at(i);
        }
        path = path.sliced(std::min(i, path.size()));
        const bool isClosed = path.startsWith(QLatin1String("']"));
        path = isClosed ? path.sliced(2) : QStringView();
        return isClosed ? value.find(key) : nullptr;
    }
    const qsizetype end = path.startsWith(u'[') ? path.indexOf(u']') : -1;
    bool isNumber = false;
    const qulonglong index = end > 0 ? path.sliced(1, end - 1).toULongLong(&isNumber) : 0;
    path = path.sliced(end + 1);
    return isNumber && value.isArray() && index < value.elements.size() ? &value.elements[index] : nullptr;
}

} // namespace

const JsonValue* jsonValueAt(const JsonValue& root, QStringView path)
{
    if (!path.startsWith(u'$'))
        return nullptr;
    path = path.sliced(1);
    const JsonValue* value = &root;
    while (value && !path.isEmpty())
        value = step(*value, path);
    return value;
}

QString jsonPathStep(const QString& key)
{
    return isPlainName(key) ? u'.' + key : QStringLiteral("[%1]").arg(jsonPathQuoted(key));
}

QString jsonPathStep(qsizetype index)
{
    return QStringLiteral("[%1]").arg(index);
}

QString jsonPathQuoted(QString text)
{
    text.replace(u'\\', QLatin1String("\\\\")).replace(u'\'', QLatin1String("\\'"));
    return u'\'' + text + u'\'';
}

} // namespace kaunt
