// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"

#include "core/storage/logdatabase.h"
#include "core/storage/migrations.h"
#include "tests/support/queuedspy.h"

#include <QTest>

namespace kaunt::test {

Delivery verifiedDelivery(const QString& id, qint64 receivedAt)
{
    Delivery delivery;
    delivery.endpoint = QStringLiteral("default");
    delivery.receivedAt = receivedAt;
    delivery.peer = QStringLiteral("127.0.0.1");
    delivery.method = "POST";
    delivery.target = "/webhooks/kaunt";
    delivery.headers = {{"Host", "127.0.0.1:8787"}, {"Content-Type", "application/json; charset=utf-8"}};
    delivery.body = "{\"Id\":\"" + id.toUtf8() + "\"}";
    delivery.status = 200;
    delivery.signature = {Verdict::Verified, SignatureEncoding::Hex, QStringLiteral("current")};
    delivery.event = WebhookEvent{id,
                                  QStringLiteral("https://api.kaunt.com/v1/x/") + id,
                                  QStringLiteral("4f0c0b52-0000-4000-8000-000000000001"),
                                  QStringLiteral("nordlys"),
                                  QStringLiteral("9a1d0b52-0000-4000-8000-000000000002"),
                                  QStringLiteral("InvoiceCodingProposalProcessingCompleted")};
    return delivery;
}

Delivery refusedDelivery(const QByteArray& body, qint64 receivedAt)
{
    Delivery delivery = verifiedDelivery({}, receivedAt);
    delivery.event.reset();
    delivery.body = body;
    delivery.status = 401;
    delivery.signature = {Verdict::Mismatch, SignatureEncoding::Base64, {}};
    delivery.diagnosis = Diagnosis{QStringLiteral("unknown"), {{QStringLiteral("tried"), 3}}};
    return delivery;
}

QList<DeliverySummary> appendAll(EventLog& log, const QList<Delivery>& deliveries)
{
    QueuedSpy committed(&log, &EventLog::committed);
    QueuedSpy failed(&log, &EventLog::appendFailed);
    for (const Delivery& delivery : deliveries) {
        if (!log.append(delivery))
            return {};
    }
    QList<DeliverySummary> summaries;
    qsizetype seen = 0;
    const auto allBack = [&] {
        for (; seen < committed.size(); ++seen)
            summaries += committed.at(seen).at(1).value<QList<DeliverySummary>>();
        return summaries.size() == deliveries.size() || !failed.isEmpty();
    };
    return QTest::qWaitFor(allBack, 30'000) ? summaries : QList<DeliverySummary>{};
}

DeliverySummary appendOne(EventLog& log, const Delivery& delivery)
{
    return appendAll(log, {delivery}).value(0);
}

ResourceRecord addAndWait(EventLog& log, const ResourceRecord& resource)
{
    QueuedSpy stored(&log, &EventLog::resourceStored);
    QueuedSpy failed(&log, &EventLog::resourceFailed);
    log.addResource(resource);
    const bool done = QTest::qWaitFor([&] { return !stored.isEmpty() || !failed.isEmpty(); }, 30'000);
    return done && !stored.isEmpty() ? stored.at(0).at(0).value<ResourceRecord>() : ResourceRecord{};
}

std::unique_ptr<EventLog> openLog(const QString& directory, const LogOptions& options, const Clock& clock)
{
    auto log = EventLog::open(directory, options, clock);
    if (!log)
        qWarning().noquote() << log.error().path << log.error().owner << log.error().detail;
    return log ? std::move(*log) : nullptr;
}

std::unique_ptr<LogQueries> openQueries(const QString& directory, const Clock& clock)
{
    auto queries = LogQueries::open(directory, clock);
    if (!queries)
        qWarning().noquote() << queries.error().path << queries.error().detail;
    return queries ? std::move(*queries) : nullptr;
}

bool takeBackToSchema(int schema, const QString& databasePath)
{
    // What undoes the step to each schema.
    const QList<QStringList> undone{
        {},
        {},
        {QStringLiteral("DROP TABLE timings")},
        {QStringLiteral("DROP TABLE annotations")},
        {QStringLiteral("DROP TABLE forwards"), QStringLiteral("DROP TABLE forward_positions")},
        {QStringLiteral("DROP TABLE identity")},
        {QStringLiteral("DROP TABLE clock_shifts")},
        {QStringLiteral("DROP TABLE clock_basis")},
        {QStringLiteral("DROP TABLE replay_answers"), QStringLiteral("DROP TABLE open_forwards"),
         QStringLiteral("ALTER TABLE forwards DROP COLUMN headers")},
        {QStringLiteral("DROP TABLE event_index"), QStringLiteral("DROP TABLE event_index_end"),
         QStringLiteral("ALTER TABLE events RENAME TO events_later"),
         QStringLiteral("CREATE TABLE events (number INTEGER PRIMARY KEY, identity BLOB NOT NULL UNIQUE, id TEXT,"
                        " url TEXT, tenant TEXT, company TEXT, correlation TEXT, type TEXT, attempts INTEGER NOT NULL,"
                        " last_delivery INTEGER NOT NULL)"),
         QStringLiteral("INSERT INTO events SELECT * FROM events_later"), QStringLiteral("DROP TABLE events_later")}};
    const auto database = LogDatabase::open(databasePath, LogDatabase::Access::Write);
    if (!database || undone.size() != currentSchema() + 1)
        return false;
    for (int later = currentSchema(); later > schema; --later) {
        for (const QString& statement : undone.at(later)) {
            if (!(*database)->execute(statement))
                return false;
        }
    }
    return (*database)->execute(QStringLiteral("PRAGMA user_version = %1").arg(schema)).has_value();
}

FilterExpression filterOf(const QString& text)
{
    const auto filter = parseFilter(text);
    if (!filter)
        qFatal("not a filter: %s", qPrintable(text));
    return *filter;
}

FilterExpression unreadableFilter()
{
    constexpr int tooMany = 1'200;
    FilterExpression::Term term;
    term.field = FilterExpression::Field::Type;
    for (int i = 0; i < tooMany; ++i)
        term.alternatives.append({FilterExpression::Compare::Contains, QStringLiteral("t%1").arg(i), 0, false});
    FilterExpression filter;
    filter.terms.append(term);
    return filter;
}

} // namespace kaunt::test
