// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/eventlog.h"
#include "core/storage/logreader.h"
#include "tests/support/manualclock.h"
#include "ui/deliverylistmodel.h"

#include <QAbstractItemModelTester>
#include <QTemporaryDir>

#include <memory>

namespace kaunt::test {

/// For what is read from a long log, on a busy machine.
inline constexpr int listPatience = 30'000; ///< milliseconds

/// A real log with a list model that follows it under the model tester, as in the window but without a receiver.
class ListedLog : public QObject {
    Q_OBJECT

public:
    explicit ListedLog(const LogOptions& options = {});
    ~ListedLog() override;

    [[nodiscard]] EventLog& log() { return *m_log; }
    [[nodiscard]] LogReader& reader() { return *m_reader; }
    [[nodiscard]] DeliveryListModel& model() { return *m_model; }
    [[nodiscard]] ManualClock& clock() { return m_clock; }
    [[nodiscard]] QString directory() const { return m_folder.path(); }
    /// For a list so long that the tester, which looks at each cell after each change, would take minutes.
    void leaveUntested() { m_tester.reset(); }
    /// Appends and waits until the log has them; the model hears of it later.
    QList<DeliverySummary> append(const QList<Delivery>& deliveries);
    /// Asks for what the query says and waits for the rows.
    [[nodiscard]] bool ask(const DeliveryQuery& query);
    /// The text of a cell, once it is loaded.
    [[nodiscard]] QString text(int row, DeliveryColumn column);

private:
    ManualClock m_clock;
    QTemporaryDir m_folder;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<LogReader> m_reader;
    std::unique_ptr<DeliveryListModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

/// All deliveries, repeats folded: what the window shows at first.
[[nodiscard]] DeliveryQuery foldedQuery();
/// So many verified deliveries of different events.
[[nodiscard]] QList<Delivery> manyDeliveries(int count, const QString& prefix = QStringLiteral("event"));

} // namespace kaunt::test
