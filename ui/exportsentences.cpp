// SPDX-License-Identifier: MIT
#include "ui/exportsentences.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace kaunt {

namespace {

struct ExportSentences {
    Q_DECLARE_TR_FUNCTIONS(ExportSentences)
};

QString adviceFor(const QFileInfo& file)
{
    const QFileInfo folder(file.absolutePath());
    if (file.isDir())
        return ExportSentences::tr("That is a folder: name a file in it.");
    if (!folder.exists())
        return ExportSentences::tr("There is no folder %1: make it, or choose another place.").arg(folder.filePath());
    if (!folder.isDir())
        return ExportSentences::tr("%1 is no folder: choose another place.").arg(folder.filePath());
    const bool isThere = file.exists();
    if (!folder.isWritable() || (isThere && !file.isWritable()))
        return ExportSentences::tr("You may not write there: choose another place.");
    return isThere && file.isFile()
               ? ExportSentences::tr("What stood there before is unchanged. Free some space, or choose another place.")
               : ExportSentences::tr("Free some space, or choose another place.");
}

} // namespace

QString changedBodiesText(const ExportProgress& progress, ExportFormat format)
{
    const bool isAsCame = format == ExportFormat::JsonLines || format == ExportFormat::Har;
    if (progress.changedBodies == 0 || !isAsCame)
        return {};
    return ExportSentences::tr("In %1 of them the body was changed so, and no longer matches its signature.")
        .arg(progress.changedBodies);
}

Sentence keptFileSentence(const QString& path)
{
    return {ExportSentences::tr("Nothing was exported: %1 would be overwritten.").arg(path),
            ExportSentences::tr(
                "It is a file that this program itself reads: of the log, the settings, a secret, a certificate "
                "or the capture."),
            ExportSentences::tr("Choose another name.")};
}

Sentence unwrittenSentence(const QString& path, const QString& systemText)
{
    return {ExportSentences::tr("%1 could not be written.").arg(path), systemText, adviceFor(QFileInfo(path))};
}

} // namespace kaunt
