// SPDX-License-Identifier: MIT
#include "core/wholecontent.h"

namespace kaunt {

Result<QByteArray, QString> readWhole(QFile& file, qint64 most)
{
    QByteArray content;
    while (content.size() <= most) {
        const QByteArray part = file.read(most + 1 - content.size());
        if (part.isEmpty())
            break;
        content += part;
    }
    if (file.error() != QFileDevice::NoError)
        return failure(file.errorString());
    return content;
}

} // namespace kaunt
