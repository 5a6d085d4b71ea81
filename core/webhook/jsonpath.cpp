// SPDX-License-Identifier: MIT
#include "core/webhook/jsonpath.h"

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

} // namespace

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
