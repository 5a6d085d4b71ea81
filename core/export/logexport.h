// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/export/deliveryformat.h"
#include "core/export/redaction.h"
#include "core/result.h"
#include "core/storage/logqueries.h"

#include <QList>

#include <chrono>
#include <memory>

class QIODevice;

namespace kaunt {

/// What is exported, as what, and what is kept out of it. A plain value.
struct ExportRequest {
    ExportFormat format = ExportFormat::JsonLines;
    DeliveryQuery query;
    QList<qint64> numbers;     ///< these deliveries in place of the query's, where there are any
    QList<QByteArray> secrets; ///< known ones, which are replaced wherever they stand
    QUrl receiver;             ///< scheme, host and port where our receiver is called
    CaptureOptions capture;
};

/// How far an export is; counts of deliveries, but for those of what was replaced and of what a bundle took up.
struct ExportProgress {
    bool isCounted = false;
    qint64 total = 0;   ///< how many there are, once they are counted; so many as were found until then
    qint64 done = 0;    ///< of these, written or gone from the log meanwhile
    qint64 written = 0; ///< in the file; what the format leaves out is not
    bool isFinished = false;
    RedactionCounts redacted;
    qint64 changedBodies = 0;              ///< in which something was replaced
    std::optional<CaptureCounts> captured; ///< of a capture bundle
};

/// Why an export ended before all was written: one of the three.
struct ExportError {
    std::optional<LogError> log;               ///< where it can't be read
    QString systemText;                        ///< the system's words, where the output can't be written
    std::optional<FormatBounds> exceeded = {}; ///< the bounds of the format, where there is more
};

/// Writes deliveries to a device, oldest first, a part at a time, so that it can be watched and ended in between. Holds
/// the numbers of those that are still to come, 8 bytes each, and one delivery. What arrives later is not among them;
/// what is removed meanwhile is left out. No read of the log lasts longer than a part, so that the log can be
/// written meanwhile. In one thread, that of the queries.
class LogExport {
public:
    /// Without a device, all is read and nothing written: to see what will be redacted. The device outlives it; the
    /// clock tells when it was made, and is asked for that here.
    LogExport(ExportRequest request, const Clock& clock, QIODevice* out);
    ~LogExport();
    Q_DISABLE_COPY_MOVE(LogExport)

    /// Goes on for about this long, with at least one step. Not to be called after an error or the end.
    [[nodiscard]] Result<ExportProgress, ExportError> advance(const LogQueries& log, std::chrono::milliseconds budget);

    /// An event can have come any number of times, and each of its deliveries would list all of them: of more than
    /// these, a delivery lists itself alone, with the resources that were fetched for it.
    static constexpr int mostAttemptsListed = 100;

private:
    [[nodiscard]] Result<void, ExportError> find(const LogQueries& log, std::chrono::milliseconds budget);
    [[nodiscard]] Result<void, ExportError> lookAt(const LogQueries& log, qint64 number);
    [[nodiscard]] Result<void, ExportError> writeNext(const LogQueries& log);
    [[nodiscard]] Result<ExportedDelivery, LogError> read(const LogQueries& log, qint64 number) const;
    [[nodiscard]] Result<void, ExportError> print(const ExportedDelivery& delivery);
    [[nodiscard]] Result<void, ExportError> put(const QByteArray& bytes);

    ExportRequest m_request;
    SoughtSecrets m_secrets; ///< the request's
    QIODevice* m_out;
    std::unique_ptr<DeliveryFormat> m_format;
    QList<qint64> m_numbers; ///< newest first; taken from the end
    QList<qint64> m_unseen;  ///< that the format is still to look at, likewise
    bool m_hasBegun = false;
    qint64 m_searchedTo = 0;
    ExportProgress m_progress;
    qint64 m_bytes = 0; ///< printed
};

} // namespace kaunt
