// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/requestchain.h"

#include <QWidget>

class QLabel;

namespace kaunt {

class ChainModel;
class CopyableTable;

/// The Chain tab: every event that the shown delivery's request has led to, Document AI and coding say, with the times
/// between. GUI thread.
class ChainPanel final : public QWidget {
    Q_OBJECT

public:
    explicit ChainPanel(QWidget* parent = nullptr);

    /// `shown` is what the details are about, and chosen where nothing is that is still there.
    void showChain(const RequestChain& chain, const DeliverySummary& shown);
    void clear();

Q_SIGNALS:
    void deliveryRequested(qint64 number);

private:
    ChainModel* m_model;
    QLabel* m_summary;
    CopyableTable* m_table;
};

} // namespace kaunt
