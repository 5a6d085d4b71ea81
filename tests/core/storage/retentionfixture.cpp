// SPDX-License-Identifier: MIT
#include "tests/core/storage/retentionfixture.h"

namespace kaunt::test {

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
