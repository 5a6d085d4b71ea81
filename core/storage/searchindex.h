// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logdatabase.h"

#include <chrono>
#include <memory>

namespace kaunt {

/// How the deliveries are spread over the index: segment n holds those numbers from n * size to (n + 1) * size - 1, in
/// a table of its own, which goes as a whole when the log has none of them any more.
inline constexpr qint64 searchSegmentSize = 65'536;
[[nodiscard]] QString searchSegmentName(qint64 segment);
/// A segment of resources begins with the one that its table is named by, and is followed by the next one where it has
/// taken in 8 MiB of text: resources differ in size more than deliveries do.
[[nodiscard]] QString searchResourcesName(qint64 first);
/// A question whether the index in `search` is one of the log in `log`, of this program's format and with nothing in it
/// that the log has not or has otherwise: 1 where it is (LogPlace says why). The names of two databases of a
/// connection.
[[nodiscard]] QString searchIndexFits(const QString& search, const QString& log);

/// The writing side of `search.sqlite`, which stands beside a log and can be made anew from it at any time: trigrams of
/// each verified delivery's event, headers and body (unpacked, too: contains_content()) and of each fetched resource,
/// without their positions, of the text as foldedJson() makes it. What was refused is not in it: the log has few of
/// those at any time, but anybody can have any number come and go, and nothing is forgotten here before its segment
/// goes. Reads the log and never takes its write lock. What is found there is to be looked up in the log: the index
/// knows of removed deliveries and resources until their segment goes. Made, used and destroyed in one thread, never
/// the one that writes the log.
class SearchIndex {
public:
    static constexpr QLatin1String fileName{"search.sqlite"};

    /// Fails with NotFound where there is no log yet. An index that is of another log or no index of ours is replaced;
    /// one that can't be used just now, as somebody else has it locked for longer than `patience`, say, stays.
    [[nodiscard]] static Result<std::unique_ptr<SearchIndex>, LogError>
    open(const QString& directory, std::chrono::milliseconds patience = LogDatabase::usualPatience);
    [[nodiscard]] static QString pathIn(const QString& directory);

    /// Takes in the next deliveries and resources, so many at most of each, and no further one where those have some
    /// mebibytes; whether there may be more. With a new segment of deliveries it does as dropRemoved().
    [[nodiscard]] Result<bool, LogError> catchUp(int most);
    /// Drops the segments of which the log has nothing left, and makes those anew of which only what has a mark or a
    /// note is left.
    [[nodiscard]] Result<void, LogError> dropRemoved();

private:
    explicit SearchIndex(std::unique_ptr<LogDatabase> database);

    [[nodiscard]] static Result<std::unique_ptr<SearchIndex>, LogError>
    openFile(const QString& path, const QString& logPath, std::chrono::milliseconds patience);
    [[nodiscard]] Result<void, LogError> prepare(const QString& logPath);
    [[nodiscard]] Result<void, LogError> makeTables() const;
    [[nodiscard]] Result<bool, LogError> addDeliveries(int most);
    [[nodiscard]] Result<bool, LogError> addResources(int most);
    /// The segment that takes in the resource `next`.
    [[nodiscard]] Result<qint64, LogError> resourceSegmentFor(qint64 next);

    std::unique_ptr<LogDatabase> m_database;
    bool m_hasBegunSegment = false; ///< of deliveries, with what was taken in last
};

} // namespace kaunt
