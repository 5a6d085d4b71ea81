// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QList>

namespace kaunt::test {

/// The objects among the lines of what a program printed; a line that a killed one left unfinished is none.
inline QList<QJsonObject> objectsIn(const QByteArray& lines)
{
    QList<QJsonObject> objects;
    const QList<QByteArray> split = lines.split('\n');
    for (const QByteArray& line : split) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        if (document.isObject())
            objects.append(document.object());
    }
    return objects;
}

} // namespace kaunt::test
