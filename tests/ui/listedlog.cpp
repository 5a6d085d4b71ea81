// SPDX-License-Identifier: MIT
#include "tests/ui/listedlog.h"

#include "tests/core/storage/logfixture.h"

#include <QSignalSpy>
#include <QTest>

namespace kaunt::test {

ListedLog::ListedLog(const LogOptions& options)
    : m_log(openLog(m_folder.path(), options, m_clock))
    , m_reader(std::make_unique<LogReader>(m_folder.path(), m_clock))
    , m_model(std::make_unique<DeliveryListModel>(*m_reader, m_clock))
    , m_tester(std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest))
{
    connect(
        m_log.get(), &EventLog::committed, m_model.get(),
        [this](const QList<quint64>&, const QList<DeliverySummary>& deliveries) { m_model->takeRecorded(deliveries); });
    connect(m_log.get(), &EventLog::removed, m_model.get(), &DeliveryListModel::takeRemoved);
    connect(m_log.get(), &EventLog::resourceStored, m_model.get(), &DeliveryListModel::takeResource);
    connect(m_log.get(), &EventLog::annotated, m_model.get(), &DeliveryListModel::takeAnnotated);
}

ListedLog::~ListedLog() = default;

QList<DeliverySummary> ListedLog::append(const QList<Delivery>& deliveries)
{
    return appendAll(*m_log, deliveries);
}

bool ListedLog::ask(const DeliveryQuery& query)
{
    QSignalSpy answered(m_model.get(), &DeliveryListModel::modelReset);
    m_model->setQuery(query);
    return answered.wait(listPatience);
}

QString ListedLog::text(int row, DeliveryColumn column)
{
    const QModelIndex index = m_model->index(row, static_cast<int>(column));
    const auto isLoaded = [&index] { return index.data(DeliveryListModel::VerdictRole).isValid(); };
    return QTest::qWaitFor(isLoaded, listPatience) ? index.data().toString() : QString();
}

DeliveryQuery foldedQuery()
{
    DeliveryQuery query;
    query.foldRepeats = true;
    return query;
}

QList<Delivery> manyDeliveries(int count, const QString& prefix)
{
    QList<Delivery> deliveries;
    deliveries.reserve(count);
    for (int i = 0; i < count; ++i)
        deliveries.append(verifiedDelivery(QStringLiteral("%1-%2").arg(prefix).arg(i)));
    return deliveries;
}

} // namespace kaunt::test
