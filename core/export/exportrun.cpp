// SPDX-License-Identifier: MIT
#include "core/export/exportrun.h"

#include "core/whenanswered.h"
#include "core/wholefile.h"

namespace kaunt {

namespace {

using Progress = Result<ExportProgress, ExportError>;

/// After that it can be ended, and tells how far it is.
constexpr std::chrono::milliseconds partOfTheWork{40};

} // namespace

struct ExportRun::Work {
    explicit Work(const Clock& systemClock)
        : clock(systemClock)
    {
    }

    Progress goOn(const LogQueries& log);

    const Clock& clock;
    ExportRequest request;
    QString path;
    std::unique_ptr<WholeFile> file;
    std::unique_ptr<LogExport> exporting;
    bool isComplete = false;
};

Progress ExportRun::Work::goOn(const LogQueries& log)
{
    if (!exporting) {
        if (!path.isEmpty()) {
            auto opened = WholeFile::open(path, WholeFile::Access::OwnerWhereNew);
            if (!opened)
                return failure(ExportError{{}, opened.error()});
            file = *std::move(opened);
        }
        exporting = std::make_unique<LogExport>(request, clock, file ? &file->device() : nullptr);
    }
    Progress progress = exporting->advance(log, partOfTheWork);
    if (progress && !progress->isFinished)
        return progress;
    if (progress && file) {
        if (const auto done = file->commit(); !done)
            progress = failure(ExportError{{}, done.error()});
    }
    isComplete = progress.has_value();
    exporting.reset();
    file.reset();
    return progress;
}

ExportRun::ExportRun(const QString& dataDirectory, const Clock& clock, const ExportRequest& request,
                     const QString& path, QObject* parent)
    : QObject(parent)
    , m_path(path)
    , m_reader(dataDirectory, clock)
    , m_work(std::make_shared<Work>(clock))
{
    m_work->request = request;
    m_work->path = path;
}

ExportRun::~ExportRun()
{
    (void)stop();
}

void ExportRun::start()
{
    goOn();
}

bool ExportRun::stop()
{
    m_isStopped = true;
    m_reader.close(); // from here on, the work is ours
    m_work->exporting.reset();
    m_work->file.reset();
    return m_work->isComplete;
}

void ExportRun::goOn()
{
    const auto part =
        m_reader.ask([work = m_work](const LogQueries& log) -> Result<Progress, LogError> { return work->goOn(log); });
    whenAnswered(this, part, [this](const Result<Progress, LogError>& answer) {
        if (m_isStopped)
            return; // the answer was on its way
        if (!answer) {
            Q_EMIT failed({answer.error(), {}});
        } else if (!*answer) {
            Q_EMIT failed(answer->error());
        } else if ((*answer)->isFinished) {
            Q_EMIT finished(**answer);
        } else {
            goOn();
            Q_EMIT progressed(**answer);
        }
    });
}

} // namespace kaunt
