// SPDX-License-Identifier: MIT
#include "core/storage/migrations.h"

#include "core/storage/logfolder.h"

#include <QStringList>

namespace kaunt {

namespace {

constexpr qint64 applicationId = 0x4b4d4f4e; // "KMON"

// Lists and filters walk `deliveries`, so its rows are narrow and the bulk stands in `contents`. There is no index on
// the path of a first delivery but the one that finds its event: the others are partial, over repeats and refusals.
QStringList firstSchema()
{
    return {
        QStringLiteral("CREATE TABLE totals (id INTEGER PRIMARY KEY CHECK (id = 1), last_number INTEGER NOT NULL,"
                       " events INTEGER NOT NULL, deliveries INTEGER NOT NULL, refused INTEGER NOT NULL,"
                       " last_received_at INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO totals VALUES (1, 0, 0, 0, 0, 0)"),
        // `event` is the number of the event's first delivery, as is events.number.
        QStringLiteral("CREATE TABLE deliveries (number INTEGER PRIMARY KEY, received_at INTEGER NOT NULL,"
                       " endpoint TEXT NOT NULL, peer TEXT NOT NULL, status INTEGER NOT NULL, verdict TEXT NOT NULL,"
                       " encoding TEXT, secret_name TEXT NOT NULL, event INTEGER, attempt INTEGER NOT NULL,"
                       " previous INTEGER NOT NULL, superseded INTEGER NOT NULL, body_bytes INTEGER NOT NULL,"
                       " body_sha256 BLOB NOT NULL, stored_micros INTEGER, notes TEXT, diagnosis TEXT,"
                       " own_event TEXT)"),
        QStringLiteral("CREATE INDEX deliveries_repeats ON deliveries (event) WHERE attempt > 1"),
        QStringLiteral("CREATE INDEX deliveries_refused ON deliveries (number) WHERE verdict <> 'verified'"),
        QStringLiteral("CREATE TABLE contents (number INTEGER PRIMARY KEY, method BLOB NOT NULL, target BLOB NOT NULL,"
                       " headers BLOB NOT NULL, body BLOB NOT NULL)"),
        QStringLiteral("CREATE TABLE events (number INTEGER PRIMARY KEY, identity BLOB NOT NULL UNIQUE, id TEXT,"
                       " url TEXT, tenant TEXT, company TEXT, correlation TEXT, type TEXT, attempts INTEGER NOT NULL,"
                       " last_delivery INTEGER NOT NULL)"),
        // `subject` is the event, or the delivery itself where it has none.
        QStringLiteral("CREATE TABLE resources (id INTEGER PRIMARY KEY AUTOINCREMENT, subject INTEGER NOT NULL,"
                       " delivery INTEGER NOT NULL, fetched_at INTEGER NOT NULL, url TEXT NOT NULL,"
                       " status INTEGER NOT NULL, millis INTEGER NOT NULL, attempts INTEGER NOT NULL,"
                       " correlation_id TEXT NOT NULL, error_step TEXT NOT NULL, error_message TEXT NOT NULL,"
                       " body BLOB NOT NULL)"),
        QStringLiteral("CREATE INDEX resources_by_subject ON resources (subject)"),
    };
}

// How long each delivery of a commit took to become durable: eight digits each, from number `first` to number `last`.
// It is known only after the commit, and changing the rows for it would write every page of the log twice.
QStringList secondSchema()
{
    return {QStringLiteral(
        "CREATE TABLE timings (last INTEGER PRIMARY KEY, first INTEGER NOT NULL, micros TEXT NOT NULL)")};
}

// What a user says about deliveries; `subject` is that of a resource.
QStringList thirdSchema()
{
    return {QStringLiteral(
        "CREATE TABLE annotations (subject INTEGER PRIMARY KEY, marked INTEGER NOT NULL, note TEXT NOT NULL)")};
}

// What became of each delivery that was forwarded, and up to which number a target has all behind it.
QStringList fourthSchema()
{
    return {
        QStringLiteral("CREATE TABLE forwards (delivery INTEGER NOT NULL, target TEXT NOT NULL,"
                       " finished_at INTEGER NOT NULL, status INTEGER NOT NULL, millis INTEGER NOT NULL,"
                       " attempts INTEGER NOT NULL, answer BLOB NOT NULL, error TEXT NOT NULL,"
                       " PRIMARY KEY (delivery, target)) WITHOUT ROWID"),
        QStringLiteral("CREATE TABLE forward_positions (target TEXT PRIMARY KEY, number INTEGER NOT NULL)"
                       " WITHOUT ROWID"),
    };
}

// Which log it is, for what keeps a place in it elsewhere (LogPlace).
QStringList fifthSchema()
{
    return {QStringLiteral("CREATE TABLE identity (log TEXT NOT NULL)"),
            QStringLiteral("INSERT INTO identity VALUES (lower(hex(randomblob(16))))")};
}

// By how much the clock that deliveries were received by was set afterwards: see ClockShift.
QStringList sixthSchema()
{
    return {QStringLiteral("CREATE TABLE clock_shifts (last INTEGER PRIMARY KEY, first INTEGER NOT NULL,"
                           " millis INTEGER NOT NULL)")};
}

// What the clock was like that deliveries are received by, for the next run: see ClockBasis.
QStringList seventhSchema()
{
    return {QStringLiteral("CREATE TABLE clock_basis (id INTEGER PRIMARY KEY CHECK (id = 1), boot TEXT NOT NULL,"
                           " millis INTEGER NOT NULL, first INTEGER NOT NULL)")};
}

// What says more of a target's answer than status and body, null of what is older; and how far each delivery is that a
// target is to get again; and what was answered to those that were sent by hand.
QStringList eighthSchema()
{
    return {QStringLiteral("ALTER TABLE forwards ADD COLUMN headers BLOB"),
            QStringLiteral("CREATE TABLE open_forwards (target TEXT NOT NULL, delivery INTEGER NOT NULL,"
                           " attempts INTEGER NOT NULL, next_at INTEGER NOT NULL, PRIMARY KEY (delivery, target))"
                           " WITHOUT ROWID"),
            QStringLiteral("CREATE TABLE replay_answers (delivery INTEGER NOT NULL, target TEXT NOT NULL,"
                           " finished_at INTEGER NOT NULL, status INTEGER NOT NULL, answer BLOB NOT NULL,"
                           " headers BLOB NOT NULL, PRIMARY KEY (delivery, target)) WITHOUT ROWID")};
}

// Events are found by the first bytes of their identity, and by `last` those that the index does not have yet: see
// EventIndex. SQLite drops what UNIQUE has made only with its table.
QStringList ninthSchema()
{
    return {
        QStringLiteral("CREATE TABLE events_later (number INTEGER PRIMARY KEY, identity BLOB NOT NULL, id TEXT,"
                       " url TEXT, tenant TEXT, company TEXT, correlation TEXT, type TEXT, attempts INTEGER NOT NULL,"
                       " last_delivery INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO events_later SELECT * FROM events ORDER BY number"),
        QStringLiteral("DROP TABLE events"),
        QStringLiteral("ALTER TABLE events_later RENAME TO events"),
        QStringLiteral("CREATE TABLE event_index (prefix BLOB NOT NULL, event INTEGER NOT NULL,"
                       " PRIMARY KEY (prefix, event)) WITHOUT ROWID"),
        QStringLiteral("INSERT INTO event_index SELECT substr(identity, 1, 8), number FROM events ORDER BY 1, 2"),
        QStringLiteral("CREATE TABLE event_index_end (last INTEGER NOT NULL)"),
        QStringLiteral("INSERT INTO event_index_end SELECT coalesce(max(number), 0) FROM events"),
    };
}

/// Step i leads from schema i to schema i + 1. Extended at the end, never changed.
const QList<QStringList>& migrationSteps()
{
    static const QList<QStringList> steps{firstSchema(), secondSchema(),  thirdSchema(),  fourthSchema(), fifthSchema(),
                                          sixthSchema(), seventhSchema(), eighthSchema(), ninthSchema()};
    return steps;
}

Result<void, LogError> runStep(const LogDatabase& database, int schema)
{
    LogTransaction transaction(database);
    if (auto begun = transaction.begin(); !begun)
        return begun;
    QStringList statements = migrationSteps().at(schema);
    statements << QStringLiteral("PRAGMA application_id = %1").arg(applicationId)
               << QStringLiteral("PRAGMA user_version = %1").arg(schema + 1);
    for (const QString& statement : std::as_const(statements)) {
        if (auto done = database.execute(statement); !done)
            return done;
    }
    return transaction.commit();
}

} // namespace

int currentSchema()
{
    return int(migrationSteps().size());
}

Result<int, LogError> schemaOf(const LogDatabase& database)
{
    const auto application = database.number(QStringLiteral("PRAGMA application_id"));
    if (!application)
        return failure(application.error());
    const auto version = database.number(QStringLiteral("PRAGMA user_version"));
    if (!version)
        return failure(version.error());
    const auto tables = database.number(QStringLiteral("SELECT count(*) FROM sqlite_master"));
    if (!tables)
        return failure(tables.error());
    if (*application == 0 && *version == 0 && *tables == 0)
        return 0;
    if (*application != applicationId || *version < 1)
        return failure(LogError{LogError::Code::NotOurs, database.path(), {}, QStringLiteral("application_id")});
    if (*version > currentSchema())
        return failure(LogError{LogError::Code::TooNew, database.path(), {}, QString::number(*version)});
    return int(*version);
}

Result<void, LogError> migrate(const LogDatabase& database)
{
    const auto schema = schemaOf(database);
    if (!schema)
        return failure(schema.error());
    for (int step = *schema; step < currentSchema(); ++step) {
        if (auto done = runStep(database, step); !done)
            return done;
    }
    return {};
}

Result<void, LogError> migrateUnowned(const QString& directory)
{
    LogFolder folder(directory);
    if (auto locked = folder.lock(); !locked)
        return locked;
    const auto database = LogDatabase::open(folder.databasePath(), LogDatabase::Access::Write);
    if (!database)
        return failure(database.error());
    if (auto done = (*database)->makeDurable(); !done)
        return done;
    return migrate(**database);
}

} // namespace kaunt
