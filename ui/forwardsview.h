// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/forwardrecord.h"

#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace kaunt {

class CopyableTable;
class ForwardsModel;
class RawTextView;

/// What the targets that a delivery was forwarded to made of it: a table, and the answer of the chosen one as text.
/// Hidden where there are none. GUI thread.
class ForwardsView final : public QWidget {
    Q_OBJECT

public:
    explicit ForwardsView(QWidget* parent = nullptr);

    /// The target that was chosen stays so.
    void showForwards(const QList<ForwardRecord>& forwards);

Q_SIGNALS:
    /// With what the target answered before.
    void compareRequested(const kaunt::ForwardRecord& forward);
    /// What waits to be sent to the target again is to be sent now: this delivery, or with 0 all.
    void tryRequested(const QString& target, qint64 delivery);

private:
    void layOut();
    void addTries();
    void showAnswer();
    [[nodiscard]] ForwardRecord chosen() const; ///< empty where there is none

    ForwardsModel* m_model;
    CopyableTable* m_table;
    QLabel* m_heading;
    QPushButton* m_compare;
    QPushButton* m_try;
    QAction* m_tryOne;
    QAction* m_tryAll;
    RawTextView* m_answer;
};

} // namespace kaunt
