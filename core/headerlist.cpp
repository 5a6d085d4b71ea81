// SPDX-License-Identifier: MIT
#include "core/headerlist.h"

namespace kaunt {

bool isNamed(const Header& header, QByteArrayView name)
{
    return header.name.size() == name.size() && QByteArrayView(header.name).compare(name, Qt::CaseInsensitive) == 0;
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

void removeHeaders(HeaderList& headers, QByteArrayView name)
{
    headers.removeIf([name](const Header& header) { return isNamed(header, name); });
}

} // namespace kaunt
