// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QTimer;

namespace kaunt {

class DeliveryListModel;
class DeliveryListView;
struct DeliveryQuery;

/// What a relative filter (`since:2h`) finds changes with the time that passes: has the list asked anew every now and
/// then: where the newest is on top, while that disturbs nobody, as it is filled anew; sorted, wherever it is read. The
/// shorter the time, the more often; once a minute at the least. Likewise once, after another process has added to the
/// log, for whatever filter. GUI thread; the list and its model outlive it.
class RelativeFilter final : public QObject {
    Q_OBJECT

public:
    RelativeFilter(DeliveryListModel& model, const DeliveryListView& list, QObject* parent = nullptr);

    void follow(const DeliveryQuery& query); ///< that the model has now
    /// What others have written may have changed what is found.
    void askSoon();

private:
    void askAnew();

    DeliveryListModel& m_model;
    const DeliveryListView& m_list;
    QTimer* m_timer;
    QTimer* m_soon; ///< runs until it could be asked
};

} // namespace kaunt
