// SPDX-License-Identifier: MIT
#include "tests/core/storage/retentionfixture.h"

#include "tests/support/queuedspy.h"

#include <QTest>

#include <utility>

namespace kaunt::test {

Delivery ofSize(Delivery delivery, qsizetype bytes)
{
    delivery.body = QByteArray(bytes, 'x');
    return delivery;
}

bool annotateAndWait(EventLog& log, qint64 delivery, std::optional<bool> isMarked, std::optional<QString> note)
{
    QueuedSpy annotated(&log, &EventLog::annotated);
    log.annotate({delivery, isMarked, std::move(note)});
    return QTest::qWaitFor([&annotated] { return !annotated.isEmpty(); }, 30'000);
}

QList<qint64> allNumbers(const QList<QList<QVariant>>& removed)
{
    QList<qint64> numbers;
    for (const QList<QVariant>& arguments : removed)
        numbers += arguments.at(0).value<QList<qint64>>();
    return numbers;
}

void RetentionFixture::makeAnew()
{
    m_folder = std::make_unique<QTemporaryDir>();
}

std::unique_ptr<EventLog> RetentionFixture::open(RetentionPolicy policy) const
{
    LogOptions options;
    options.retention = policy;
    return openLog(m_folder->path(), options, m_clock);
}

QList<qint64> RetentionFixture::numbers() const
{
    const auto queries = openQueries(m_folder->path(), m_clock);
    return queries ? queries->numbers({}).value_or(QList<qint64>{}) : QList<qint64>{};
}

} // namespace kaunt::test
