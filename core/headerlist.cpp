// SPDX-License-Identifier: MIT
#include "core/headerlist.h"

namespace kaunt {

QList<QByteArray> headerValues(const HeaderList& headers, QByteArrayView name)
{
    QList<QByteArray> values;
    for (const Header& header : headers) {
        if (QByteArrayView(header.name).compare(name, Qt::CaseInsensitive) == 0)
            values.append(header.value);
    }
    return values;
}

} // namespace kaunt
