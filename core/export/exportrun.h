// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/logexport.h"
#include "core/storage/logreader.h"

#include <QObject>

#include <memory>

namespace kaunt {

/// One export, or a rehearsal of it, with a reader and a thread of its own, so that nobody else's questions wait. Lives
/// in its owner's thread and does not block it. The clock outlives it.
class ExportRun final : public QObject {
    Q_OBJECT

public:
    /// Writes to a file at `path` (WholeFile), for its owner only where it is new, or nothing where that is empty.
    ExportRun(const QString& dataDirectory, const Clock& clock, const ExportRequest& request, const QString& path,
              QObject* parent = nullptr);
    ~ExportRun() override; ///< as stop()

    void start();
    /// Ends it early, which leaves the file as it was; true where it was complete just before. Waits for the part of
    /// the work that is under way. Nothing is told any more.
    bool stop();

    [[nodiscard]] bool isRehearsal() const { return m_path.isEmpty(); }
    [[nodiscard]] const QString& path() const { return m_path; }

Q_SIGNALS:
    void progressed(const kaunt::ExportProgress& progress);
    /// The end of it, one of these two.
    void finished(const kaunt::ExportProgress& progress);
    void failed(const kaunt::ExportError& error);

private:
    struct Work;

    void goOn();

    QString m_path;
    LogReader m_reader;
    std::shared_ptr<Work> m_work; ///< touched in the reader's thread only
    bool m_isStopped = false;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ExportProgress)
Q_DECLARE_METATYPE(kaunt::ExportError)
