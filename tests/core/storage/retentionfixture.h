// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/storage/logfixture.h"
#include "tests/support/manualclock.h"

#include <QObject>

#include <memory>
#include <optional>

namespace kaunt::test {

/// With a body of this size.
[[nodiscard]] Delivery ofSize(Delivery delivery, qsizetype bytes);
/// False where it is not stored.
[[nodiscard]] bool annotateAndWait(EventLog& log, qint64 delivery, std::optional<bool> isMarked,
                                   std::optional<QString> note);

/// All that were told, from what a spy of EventLog::removed has.
[[nodiscard]] QList<qint64> allNumbers(const QList<QList<QVariant>>& removed);

/// A log that keeps no more than it is told to, and deliveries of some age by a clock that is set by hand.
class RetentionFixture : public QObject {
    Q_OBJECT

protected:
    static constexpr qint64 day = qint64{24} * 60 * 60 * 1000;
    static constexpr RetentionPolicy unbounded{0, 0};

    void makeAnew(); ///< a folder without a log, before each test function
    [[nodiscard]] std::unique_ptr<EventLog> open(RetentionPolicy policy) const;
    [[nodiscard]] QList<qint64> numbers() const;
    [[nodiscard]] Delivery aged(const QString& id, int days) const
    {
        return verifiedDelivery(id, m_clock.utcMillis() - days * day);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
};

} // namespace kaunt::test
