// SPDX-License-Identifier: MIT
#include "core/headerlist.h"

#include "core/asciicharacters.h"

#include <algorithm>

namespace kaunt {

namespace {

bool isOfToken(char c)
{
    return isAsciiLetterOrDigit(c) || tokenMarks.find(c) != std::string_view::npos;
}

} // namespace

bool isNamed(const Header& header, QByteArrayView name)
{
    const QByteArrayView own(header.name);
    return own.size() == name.size() && (own == name || own.compare(name, Qt::CaseInsensitive) == 0);
}

QList<QByteArray> headerValues(const HeaderList& headers, QByteArrayView name)
{
    QList<QByteArray> values;
    for (const Header& header : headers) {
        if (isNamed(header, name))
            values.append(header.value);
    }
    return values;
}

bool canBeMethod(QByteArrayView text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), isOfToken);
}

bool canBeHeader(const Header& header)
{
    const bool isName = !header.name.isEmpty() && std::all_of(header.name.cbegin(), header.name.cend(), isOfToken);
    return isName && std::none_of(header.value.cbegin(), header.value.cend(),
                                  [](char c) { return c == '\0' || c == '\r' || c == '\n'; });
}

void removeHeaders(HeaderList& headers, QByteArrayView name)
{
    headers.removeIf([name](const Header& header) { return isNamed(header, name); });
}

} // namespace kaunt
