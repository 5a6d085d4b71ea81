// SPDX-License-Identifier: MIT
#include "core/capture/captureimport.h"

#include "core/capture/capturereader.h"
#include "core/sha256.h"
#include "core/storage/deliverycodec.h"
#include "core/storage/deliveryrecorder.h"
#include "core/storage/logfolder.h"
#include "core/storage/migrations.h"
#include "core/storage/resourcerecorder.h"
#include "core/webhook/signatureverifier.h"

#include <QSet>

#include <limits>
#include <utility>

namespace kaunt {

namespace {

constexpr int batchSize = 500;

/// Puts deliveries into a log under the numbers that they have.
class CaptureLog {
public:
    explicit CaptureLog(std::unique_ptr<LogDatabase> database)
        : m_database(std::move(database))
        , m_recorder(*m_database, std::numeric_limits<qsizetype>::max())
        , m_resources(*m_database)
        , m_transaction(*m_database)
        , m_setSize(*m_database,
                    QStringLiteral("UPDATE deliveries SET body_bytes = ?, body_sha256 = ? WHERE number = ?"))
        , m_setFetchedFor(*m_database, QStringLiteral("UPDATE resources SET delivery = ? WHERE id = ?"))
    {
    }

    [[nodiscard]] static Result<std::unique_ptr<CaptureLog>, LogError> open(const QString& directory)
    {
        const LogFolder folder(directory);
        if (auto made = folder.makeFolder(); !made)
            return failure(made.error());
        if (auto made = folder.makeDatabaseFile(); !made)
            return failure(made.error());
        auto database = LogDatabase::open(folder.databasePath(), LogDatabase::Access::Write);
        if (!database)
            return failure(database.error());
        // It is made anew from the file where the machine stops meanwhile.
        for (const char* pragma : {"PRAGMA auto_vacuum = INCREMENTAL", "PRAGMA synchronous = OFF"}) {
            if (auto done = (*database)->execute(QLatin1String(pragma)); !done)
                return failure(done.error());
        }
        if (auto done = migrate(**database); !done)
            return failure(done.error());
        return std::make_unique<CaptureLog>(*std::move(database));
    }

    [[nodiscard]] Result<void, LogError> add(const CapturedDelivery& captured)
    {
        if (m_pending == 0) {
            if (auto begun = m_transaction.begin(); !begun)
                return begun;
        }
        ++m_pending;
        const DeliverySummary& summary = captured.record.summary;
        m_totals.lastNumber = summary.number - 1;
        if (const auto recorded = m_recorder.record({PendingDelivery{0, asReceived(captured.record), 0}}, m_totals);
            !recorded)
            return failure(recorded.error());
        if (auto done = addRest(captured); !done)
            return done;
        return m_pending < batchSize ? Result<void, LogError>() : commit();
    }

    [[nodiscard]] Result<void, LogError> commit()
    {
        if (std::exchange(m_pending, 0) == 0)
            return {};
        if (auto saved = m_recorder.saveTotals(m_totals); !saved)
            return saved;
        return m_transaction.commit();
    }

    /// After the last one.
    [[nodiscard]] Result<void, LogError> finish()
    {
        for (const auto& [id, number] : std::as_const(m_fetchedForOthers)) {
            if (!m_numbers.contains(number))
                continue;
            if (auto done = m_setFetchedFor.run({number, id}); !done)
                return done;
        }
        return commit();
    }

    [[nodiscard]] qint64 resources() const { return m_resourceCount; }

private:
    [[nodiscard]] Result<void, LogError> addRest(const CapturedDelivery& captured)
    {
        const DeliverySummary& summary = captured.record.summary;
        m_numbers.insert(summary.number);
        if (captured.record.isBodyCut()) {
            const QByteArray hash = QByteArray::fromHex(summary.bodySha256);
            if (auto done = m_setSize.run({summary.bodyBytes, hash, summary.number}); !done)
                return done;
        }
        if (summary.storedMicros >= 0) {
            if (auto done = m_recorder.recordStoredMicros(summary.number, {summary.storedMicros}); !done)
                return done;
        }
        for (auto resource = captured.resources.crbegin(); resource != captured.resources.crend(); ++resource) {
            if (auto done = addResource(*resource, summary.number); !done)
                return done;
        }
        return {};
    }

    /// Each delivery of an event lists all that was fetched for it.
    [[nodiscard]] Result<void, LogError> addResource(ResourceRecord resource, qint64 number)
    {
        const QString key = QStringLiteral("%1 %2 %3 %4")
                                .arg(resource.delivery)
                                .arg(resource.fetchedAt)
                                .arg(QString::fromLatin1(sha256(resource.body).toHex()), resource.url);
        if (m_seen.contains(key))
            return {};
        m_seen.insert(key);
        ++m_resourceCount;
        const qint64 fetchedFor = std::exchange(resource.delivery, number);
        const auto stored = m_resources.record(resource);
        if (!stored)
            return failure(stored.error());
        if (fetchedFor != number)
            m_fetchedForOthers.append({stored->id, fetchedFor});
        m_recorder.forgetEvents(); // what it knows of the event's latest resource
        return {};
    }

    std::unique_ptr<LogDatabase> m_database;
    DeliveryRecorder m_recorder;
    ResourceRecorder m_resources;
    LogTransaction m_transaction;
    LogStatement m_setSize;
    LogStatement m_setFetchedFor;
    LogTotals m_totals;
    int m_pending = 0;
    qint64 m_resourceCount = 0;
    QSet<qint64> m_numbers;
    QList<QPair<qint64, qint64>> m_fetchedForOthers; ///< a resource, and the delivery that may follow
    QSet<QString> m_seen;
};

bool disagrees(const DeliveryRecord& record, const std::optional<CaptureManifest>& manifest)
{
    const Verdict verdict = record.summary.verdict;
    if (!manifest || record.isBodyCut() || verdict == Verdict::NoSecret || verdict == Verdict::Misdirected)
        return false;
    const QList<QByteArray> values = headerValues(record.headers, signatureHeaderName);
    return verifySignature(record.body, values, manifest->secrets.secrets()).verdict != verdict;
}

auto noRoom(const LogError& error)
{
    return failure(CaptureError{CaptureError::Code::NoRoom, 0, {}, error});
}

} // namespace

Result<CaptureContents, CaptureError> importCapture(const QString& path, const QString& directory,
                                                    const std::function<bool(int percent)>& goOn)
{
    auto reader = CaptureReader::open(path);
    if (!reader)
        return failure(reader.error());
    auto log = CaptureLog::open(directory);
    if (!log)
        return noRoom(log.error());
    CaptureContents contents;
    contents.manifest = (*reader)->manifest();
    const QString secretName = contents.manifest ? contents.manifest->secrets.secrets().constFirst().name : QString();
    QSet<QString> endpoints;
    while (true) {
        auto captured = (*reader)->next();
        if (!captured)
            return failure(captured.error());
        if (!*captured)
            break;
        DeliveryRecord& record = (*captured)->record;
        if (record.summary.verdict == Verdict::Verified)
            record.summary.secretName = secretName;
        ++contents.deliveries;
        if (disagrees(record, contents.manifest))
            ++contents.disagreeing;
        endpoints.insert(record.summary.endpoint);
        if (const auto added = (*log)->add(**captured); !added)
            return noRoom(added.error());
        if (goOn && !goOn((*reader)->percent()))
            return failure(CaptureError{CaptureError::Code::Cancelled, 0, {}, {}});
    }
    if (const auto done = (*log)->finish(); !done)
        return noRoom(done.error());
    contents.resources = (*log)->resources();
    contents.endpoints = QStringList(endpoints.cbegin(), endpoints.cend());
    contents.endpoints.sort();
    return contents;
}

} // namespace kaunt
