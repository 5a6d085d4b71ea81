// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logreader.h"
#include "ui/deliverycolumns.h"
#include "ui/deliverypagecache.h"
#include "ui/deliveryrowsmodel.h"
#include "ui/timewording.h"

#include <QSet>

namespace kaunt {

class DriftMarks;

/// What stands in the cells of a list of deliveries and above them: its fixed columns, and one for each payload field
/// that the user wants to see. Deliveries are read when somebody looks, page by page. GUI thread; the reader and the
/// clock outlive it.
class DeliveryCellsModel : public DeliveryRowsModel {
    Q_OBJECT

public:
    enum Role { NumberRole = Qt::UserRole, VerdictRole };

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation,
                                      int role = Qt::DisplayRole) const override;

    /// What the headers tell.
    [[nodiscard]] virtual const DeliveryOrder& order() const = 0;
    /// Lets the Event column tell of what is new; once, and they outlive it.
    void setDriftMarks(DriftMarks& marks);
    /// The Resource column tells of a fetch under way.
    void setFetching(qint64 number, bool isFetching);
    /// How the Time column tells them.
    void setTimeStyle(TimeStyle style);
    /// The paths of payload fields that have a column, behind the others; each once, eight at the most.
    void setPayloadColumns(const QStringList& paths);
    void addPayloadColumn(const QString& path);
    void removePayloadColumn(const QString& path);
    [[nodiscard]] const QStringList& payloadColumns() const { return m_payloadColumns; }
    /// Whether all of a row can be told; else it is read, and dataChanged follows.
    [[nodiscard]] bool wantRow(int row) const;

Q_SIGNALS:
    void payloadColumnsChanged(const QStringList& paths);

protected:
    DeliveryCellsModel(LogReader& reader, const Clock& clock, QObject* parent);

    [[nodiscard]] DeliveryPageCache& cache() const { return *m_cache; }
    /// These have changed or are there now.
    void announceLoaded(const QList<qint64>& numbers);

private:
    void wantAround(int row) const;
    [[nodiscard]] QVariant payloadData(const QModelIndex& index, int role) const;
    [[nodiscard]] QString timeCell(int row, qint64 receivedAt) const;
    [[nodiscard]] QVariant deliveryData(const DeliverySummary& delivery, DeliveryColumn column, int role) const;
    [[nodiscard]] QVariant eventData(const DeliverySummary& delivery, int role) const;
    void announceColumn(DeliveryColumn column);

    const Clock& m_clock;
    DeliveryPageCache* m_cache;
    DriftMarks* m_driftMarks = nullptr; ///< none where nobody watches
    QSet<qint64> m_fetching;
    TimeStyle m_timeStyle = TimeStyle::Local;
    QStringList m_payloadColumns;
};

} // namespace kaunt
