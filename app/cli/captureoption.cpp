// SPDX-License-Identifier: MIT
#include "app/cli/captureoption.h"

#include "core/capture/captureimport.h"
#include "ui/capturesentences.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <csignal>
#include <unistd.h>

namespace kaunt {

namespace {

struct CaptureOption {
    Q_DECLARE_TR_FUNCTIONS(CaptureOption)
};

volatile std::sig_atomic_t stoppedBy = 0; ///< the signal

void stop(int signal)
{
    stoppedBy = signal;
}

/// Of SIGINT, SIGTERM and SIGHUP, but for the last where it is ignored, as under nohup(1).
void setHandler(void (*handler)(int))
{
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (std::signal(signal, handler) == SIG_IGN && signal == SIGHUP)
            (void)std::signal(signal, SIG_IGN);
    }
}

/// What a signal that ends the process takes along, the folder last. Never deleted: the handler may come at any time.
const QList<QByteArray>* toRemove = nullptr;

/// In a signal handler: may do no more than this (signal-safety(7)).
void removeAndEnd(int number)
{
    for (const QByteArray& path : *toRemove) {
        if (::unlink(path.constData()) != 0)
            (void)::rmdir(path.constData());
    }
    (void)std::signal(number, SIG_DFL);
    (void)::raise(number); // once this handler has returned
}

/// From now on, where no command has its own way to end.
void removeWhenEnded(const QString& folder)
{
    const QDir read(folder);
    auto* paths = new QList<QByteArray>;
    const QStringList names = read.entryList(QDir::Files | QDir::Hidden);
    for (const QString& name : names) {
        // SQLite makes two files beside one that is read.
        for (const char* suffix : {"", "-wal", "-shm"})
            paths->append(QFile::encodeName(read.filePath(name)) + suffix);
    }
    paths->append(QFile::encodeName(folder));
    toRemove = paths;
    setHandler(&removeAndEnd);
    if (stoppedBy != 0) // after the last look
        (void)::raise(stoppedBy);
}

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
    setHandler(&stop); // what was read would stay behind
    const auto contents = importCapture(file, folder->path(), [](int) { return stoppedBy == 0; });
    if (!contents) {
        terminal.error(sentenceFor(contents.error(), file));
        return failure(CouldNotRun);
    }
    if (contents->disagreeing > 0)
        terminal.error(sentenceFor(*contents, file));
    removeWhenEnded(folder->path());
    return folder;
}

} // namespace kaunt
