// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/searchindex.h"
#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QObject>

#include <memory>

namespace kaunt::test {

/// A log, what is found in it, and how its index is filled. What goes wrong fails the test that runs.
class SearchIndexFixture : public QObject {
    Q_OBJECT

protected:
    void makeAnew(); ///< an empty log without an index, before each test function
    /// 1 and 5 are one event with a resource; 2 has its company only as an escape in its body; 3 is refused; 4 has a
    /// quote.
    void fill();
    void indexAll() const;
    [[nodiscard]] static DeliveryQuery query(const QString& filter) { return {filterOf(filter)}; }
    [[nodiscard]] QList<qint64> scanned(const QString& filter) const;
    /// As the index stands there, and -1 where there is none.
    [[nodiscard]] qint64 numberOfIndex(const QString& question) const;
    [[nodiscard]] qint64 indexedUpTo() const { return numberOfIndex(QStringLiteral("SELECT number FROM progress")); }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<EventLog> m_log;
};

} // namespace kaunt::test
