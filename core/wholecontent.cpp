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

Result<QByteArray, QString> readWhole(const QString& path, qint64 most)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return failure(file.errorString());
    return readWhole(file, most);
}

} // namespace kaunt
