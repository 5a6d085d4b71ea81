// SPDX-License-Identifier: MIT
#include "app/cli/captureoption.h"

#include "core/capture/captureimport.h"
#include "ui/capturesentences.h"

#include <QCoreApplication>

#include <csignal>

namespace kaunt {

namespace {

struct CaptureOption {
    Q_DECLARE_TR_FUNCTIONS(CaptureOption)
};

volatile std::sig_atomic_t isStopped = 0;

void stop(int /*signal*/)
{
    isStopped = 1;
}

/// While this lives, SIGINT and SIGTERM do not end the process: what was read would stay behind in its folder.
class HeldSignals {
public:
    HeldSignals() { setHandler(&stop); }
    ~HeldSignals() { setHandler(SIG_DFL); }
    Q_DISABLE_COPY_MOVE(HeldSignals)

private:
    static void setHandler(void (*handler)(int))
    {
        for (const int signal : {SIGINT, SIGTERM})
            (void)std::signal(signal, handler);
    }
};

} // namespace

QCommandLineOption captureOption()
{
    return {QStringLiteral("capture"),
            CaptureOption::tr("Reads a capture bundle or exported JSON lines in place of the log."),
            QStringLiteral("FILE")};
}

Result<std::unique_ptr<QTemporaryDir>, ExitStatus> importCaptureFile(const QString& file, const Terminal& terminal)
{
    auto folder = std::make_unique<QTemporaryDir>();
    if (!folder->isValid()) {
        terminal.error(CaptureOption::tr("There is no room for the capture: %1.").arg(folder->errorString()));
        return failure(CouldNotRun);
    }
    const HeldSignals held;
    const auto contents = importCapture(file, folder->path(), [](int) { return isStopped == 0; });
    if (!contents) {
        terminal.error(sentenceFor(contents.error(), file));
        return failure(CouldNotRun);
    }
    if (contents->disagreeing > 0)
        terminal.error(sentenceFor(*contents, file));
    return folder;
}

} // namespace kaunt
