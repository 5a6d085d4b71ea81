// SPDX-License-Identifier: MIT
#include "app/cli/captureoption.h"

#include "core/capture/captureimport.h"
#include "ui/capturesentences.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(CaptureOption)
};

} // namespace

QCommandLineOption captureOption()
{
    return {QStringLiteral("capture"), Texts::tr("Reads a capture bundle or exported JSON lines in place of the log."),
            QStringLiteral("FILE")};
}

Result<std::unique_ptr<QTemporaryDir>, ExitStatus> importCaptureFile(const QString& file, const Terminal& terminal)
{
    auto folder = std::make_unique<QTemporaryDir>();
    if (!folder->isValid()) {
        terminal.error(Texts::tr("There is no room for the capture: %1.").arg(folder->errorString()));
        return failure(CouldNotRun);
    }
    const auto contents = importCapture(file, folder->path());
    if (!contents) {
        terminal.error(sentenceFor(contents.error(), file));
        return failure(CouldNotRun);
    }
    if (contents->disagreeing > 0)
        terminal.notice(sentenceFor(*contents, file).text());
    return folder;
}

} // namespace kaunt
