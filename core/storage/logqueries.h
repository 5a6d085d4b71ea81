// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "core/storage/eventlog.h"
#include "core/storage/filterexpression.h"
#include "core/storage/forwardrecord.h"
#include "core/storage/logdatabase.h"
#include "core/storage/logerror.h"
#include "core/storage/requestchain.h"
#include "core/webhook/delivery.h"

#include <QHash>
#include <QList>

#include <memory>
#include <optional>

namespace kaunt {

/// Which deliveries a list shows.
struct DeliveryQuery {
    /// NeedsAttention: refused, or an event that tells of a failure (EventKind), or one whose fetches failed, or
    /// one that a forward target did not accept, or a body that is no JSON object or lacks a field.
    enum class Quick { All, NeedsAttention, Verified, Refused };

    FilterExpression filter;
    Quick quick = Quick::All;
    /// One row per event, its latest delivery; a refused delivery is a row of its own.
    bool foldRepeats = false;
    /// Requests to no endpoint as well, which are no deliveries; a filter that names their verdict asks for them too.
    bool withMisdirected = false;
};

struct DeliveryOrder;
struct Jump;
struct JumpPart;
struct LogPlace;
struct PlacedRows;
struct RefusalSeries;
struct ScanPart;
struct SeenValues;
struct SortedRows;

/// Questions to a log, answered at once, by a read-only connection that belongs to the calling thread: made, used and
/// destroyed there. Works while another process writes. Never called in the GUI thread: see LogReader. A log of an
/// earlier version that nobody has open is brought up to date by open().
class LogQueries {
public:
    /// Fails with NotFound where there is no log yet. `onDamage`: see LogDatabase.
    [[nodiscard]] static Result<std::unique_ptr<LogQueries>, LogError>
    open(const QString& directory, const Clock& clock, LogDatabase::DamageHandler onDamage = {});
    /// The same of a log that is damaged: each answer may fail, and so may the next one alone.
    [[nodiscard]] static Result<std::unique_ptr<LogQueries>, LogError> openDamaged(const QString& directory,
                                                                                   const Clock& clock);
    ~LogQueries();
    Q_DISABLE_COPY_MOVE(LogQueries)

    /// For whether this still reads a log that another has taken the place of.
    [[nodiscard]] const LogDatabase& connection() const;

    /// The numbers of all matching deliveries above `after`, newest first.
    [[nodiscard]] Result<QList<qint64>, LogError> numbers(const DeliveryQuery& query, qint64 after = 0) const;
    /// Whether the query matches this delivery; not where there is none. Looks at no other.
    [[nodiscard]] Result<bool, LogError> matches(const DeliveryQuery& query, qint64 number) const;
    /// Of each delivery of the event that this one is of, whether the query matches it.
    [[nodiscard]] Result<QHash<qint64, bool>, LogError> matchesOfEvent(const DeliveryQuery& query,
                                                                       qint64 delivery) const;
    /// The numbers of matching deliveries below `before` (0: from the newest), as far as `millis` lead: see
    /// DeliveryScan.
    [[nodiscard]] Result<ScanPart, LogError> scan(const DeliveryQuery& query, qint64 before, int millis) const;
    /// The same for a list in another order: with keys, to be merged once all parts are there.
    [[nodiscard]] Result<ScanPart, LogError> sortedScan(const DeliveryQuery& query, const DeliveryOrder& order,
                                                        qint64 before, int millis) const;
    /// Brings a sorted list up to date with the matching deliveries above `after`.
    [[nodiscard]] Result<PlacedRows, LogError> place(const DeliveryQuery& query, const DeliveryOrder& order,
                                                     const SortedRows& rows, qint64 after) const;
    /// Matching deliveries below `before` (0: from the newest), newest first, at most `limit`.
    [[nodiscard]] Result<QList<DeliverySummary>, LogError> page(const DeliveryQuery& query, qint64 before,
                                                                int limit) const;
    /// Matching deliveries above `after`, oldest first, at most `limit`.
    [[nodiscard]] Result<QList<DeliverySummary>, LogError> following(const DeliveryQuery& query, qint64 after,
                                                                     int limit) const;
    /// The rows of these numbers; what is gone is left out.
    [[nodiscard]] Result<QList<DeliverySummary>, LogError> summaries(const QList<qint64>& numbers) const;
    [[nodiscard]] Result<DeliveryRecord, LogError> delivery(qint64 number) const; ///< NotFound
    /// What stands at these paths of their payloads: see payloadValues().
    [[nodiscard]] Result<QHash<qint64, QStringList>, LogError> payloadValues(const QList<qint64>& numbers,
                                                                             const QStringList& paths) const;
    /// All deliveries of the event that this one belongs to, first attempt first; only itself where it has no event.
    [[nodiscard]] Result<QList<DeliverySummary>, LogError> attempts(qint64 number) const;
    /// The same with what was refused of it: see deliveryHistory(). NotFound.
    [[nodiscard]] Result<QList<DeliverySummary>, LogError> history(qint64 number) const;
    /// All fetches for the event that this delivery belongs to, newest first, bodies included.
    [[nodiscard]] Result<QList<ResourceRecord>, LogError> resources(qint64 number) const;
    /// What became of it at each target that it was forwarded to, by target.
    [[nodiscard]] Result<QList<ForwardRecord>, LogError> forwards(qint64 number) const;
    /// How far it is at a target that is to get it again; nothing where it is none of those.
    [[nodiscard]] Result<std::optional<OpenForward>, LogError> openForward(qint64 number, const QString& target) const;
    /// What this target answered when the delivery was last sent to it by hand, where that was kept.
    [[nodiscard]] Result<std::optional<ForwardRecord>, LogError> replayAnswer(qint64 number,
                                                                              const QString& target) const;
    [[nodiscard]] bool isForwarded(qint64 number, const QString& target) const;
    /// Up to which number a target has all behind it; nothing for one that is not known.
    [[nodiscard]] Result<std::optional<qint64>, LogError> forwardPosition(const QString& target) const;
    /// Of all targets, by their names.
    [[nodiscard]] Result<QHash<QString, qint64>, LogError> forwardPositions() const;
    /// The highest number of a delivery; 0 where there is none.
    [[nodiscard]] Result<qint64, LogError> newest() const;
    /// The lowest, likewise, of those about which nothing is said where there is one: what has a mark or a note is left
    /// where those around it were removed (RetentionSweep).
    [[nodiscard]] Result<qint64, LogError> oldest() const;
    /// How many there are above `after`, up to `number`; requests to no endpoint count, too.
    [[nodiscard]] Result<qint64, LogError> count(qint64 after, qint64 number) const;
    /// What this delivery is best compared with: the first deliveries of earlier events of the same type, of a delivery
    /// without an event earlier verified ones at its endpoint; newest first, at most `limit`, looked for among the
    /// 200,000 before it.
    [[nodiscard]] Result<QList<DeliverySummary>, LogError> comparable(qint64 number, int limit) const;
    /// The events that came of the same request, this one's among them; none where it has no correlation id. The 200
    /// nearest at most, looked for among the 100,000 deliveries before and after it.
    [[nodiscard]] Result<RequestChain, LogError> chain(qint64 number) const;
    /// Since when deliveries like this one are refused, and what was otherwise before: see refusalSeries().
    [[nodiscard]] Result<RefusalSeries, LogError> refusalSeries(qint64 number) const;
    /// Where a jump leads among the matching deliveries, as far as `millis` lead from `from` on. Of a jump within an
    /// event repeats count as they came, folded or not.
    [[nodiscard]] Result<JumpPart, LogError> nearest(const DeliveryQuery& query, const Jump& jump, qint64 from,
                                                     int millis) const;
    /// What was seen of a filter's field that has `part` in it, before a number: see seenValues().
    [[nodiscard]] Result<SeenValues, LogError> seenValues(FilterExpression::Field field, const QString& part,
                                                          qint64 before = 0) const;
    [[nodiscard]] Result<LogStatistics, LogError> statistics() const;
    [[nodiscard]] Result<LogPlace, LogError> placeOf(qint64 number) const;
    [[nodiscard]] Result<bool, LogError> isPlaceOf(const LogPlace& place) const;

private:
    struct Private;
    [[nodiscard]] static Result<std::unique_ptr<LogQueries>, LogError> openWith(LogDatabase::Access access,
                                                                                const QString& directory,
                                                                                const Clock& clock,
                                                                                LogDatabase::DamageHandler onDamage);
    explicit LogQueries(std::unique_ptr<Private> priv);
    std::unique_ptr<Private> d;
};

} // namespace kaunt
