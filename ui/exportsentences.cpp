// SPDX-License-Identifier: MIT
#include "ui/exportsentences.h"

#include <QCoreApplication>
#include <QFileInfo>

namespace kaunt {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(ExportSentences)
};

QString adviceFor(const QFileInfo& file)
{
    const QFileInfo folder(file.absolutePath());
    if (file.isDir())
        return Texts::tr("That is a folder: name a file in it.");
    if (!folder.exists())
        return Texts::tr("There is no folder %1: make it, or choose another place.").arg(folder.filePath());
    if (!folder.isDir())
        return Texts::tr("%1 is no folder: choose another place.").arg(folder.filePath());
    const bool isThere = file.exists();
    if (!folder.isWritable() || (isThere && !file.isWritable()))
        return Texts::tr("You may not write there: choose another place.");
    return isThere && file.isFile()
               ? Texts::tr("What stood there before is unchanged. Free some space, or choose another place.")
               : Texts::tr("Free some space, or choose another place.");
}

} // namespace

QString changedBodiesText(const ExportProgress& progress, ExportFormat format)
{
    const bool isAsCame = format == ExportFormat::JsonLines || format == ExportFormat::Har;
    if (progress.changedBodies == 0 || !isAsCame)
        return {};
    return Texts::tr("In %1 of them the body was changed so, and no longer matches its signature.")
        .arg(progress.changedBodies);
}

Sentence keptFileSentence(const QString& path)
{
    return {Texts::tr("Nothing was exported: %1 would be overwritten.").arg(path),
            Texts::tr("It is a file that this program itself reads: of the log, the settings, a secret, a certificate "
                      "or the capture."),
            Texts::tr("Choose another name.")};
}

Sentence unwrittenSentence(const QString& path, const QString& systemText)
{
    return {Texts::tr("%1 could not be written.").arg(path), systemText, adviceFor(QFileInfo(path))};
}

} // namespace kaunt
