// SPDX-License-Identifier: MIT
#include "core/export/keptfiles.h"

#include "core/drift/baselinefile.h"
#include "core/storage/logfolder.h"
#include "core/storage/replaykey.h"
#include "core/storage/searchindex.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

/// Of what is not there yet, too.
QString placeOf(const QString& path)
{
    const QFileInfo info(path);
    return info.exists() ? info.canonicalFilePath()
                         : QDir(QFileInfo(info.absolutePath()).canonicalFilePath()).filePath(info.fileName());
}

/// SQLite's own beside them included: "events.sqlite-wal".
bool belongsToALog(const QString& name)
{
    static constexpr std::array names{LogFolder::databaseName, LogFolder::lockName, SearchIndex::fileName, baselineName,
                                      replayKeyName};
    return std::any_of(names.begin(), names.end(), [&name](QLatin1String one) { return name == one; }) ||
           name.contains(QLatin1String(".sqlite-"));
}

} // namespace

bool isKeptFile(const QString& path, const QString& dataDirectory, const QStringList& kept)
{
    const QString place = placeOf(path);
    const QFileInfo file(place);
    if (belongsToALog(file.fileName()) && file.absolutePath() == QFileInfo(dataDirectory).canonicalFilePath())
        return true;
    return std::any_of(kept.cbegin(), kept.cend(),
                       [&place](const QString& one) { return !one.isEmpty() && placeOf(one) == place; });
}

} // namespace kaunt
