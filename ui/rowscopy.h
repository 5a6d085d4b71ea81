// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QObject>
#include <QStringList>

class QTableView;

namespace kaunt {

class DeliveryListModel;

/// The columns that a table shows, from its left to its right.
[[nodiscard]] QList<int> shownColumns(const QTableView& table);

/// Brings rows of the list to the clipboard as they are shown, a line for each, cells divided by tabs. Rows that nobody
/// has looked at are read first, so that it may take a moment; what is gone by then is left out. One copy at a time: a
/// new one takes the place of the last. GUI thread; the model must outlive it.
class RowsCopy final : public QObject {
    Q_OBJECT

public:
    static constexpr qsizetype mostRows = 10'000; ///< of one copy, the first of them

    explicit RowsCopy(DeliveryListModel& model, QObject* parent = nullptr);

    /// Deliveries by their numbers, and columns of the model, both in their order.
    void begin(const QList<qint64>& deliveries, const QList<int>& columns);

Q_SIGNALS:
    void copied(qsizetype rows, bool isAll);

private:
    void proceed();
    [[nodiscard]] QString lineOf(int row) const;

    DeliveryListModel& m_model;
    QList<qint64> m_deliveries; ///< empty where no copy is under way
    QList<int> m_columns;
    bool m_isAll = true;
    qsizetype m_next = 0;
    QStringList m_lines;
};

} // namespace kaunt
