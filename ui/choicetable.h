// SPDX-License-Identifier: MIT
#pragma once

#include <QTableView>

namespace kaunt {

/// A small table of which one whole row is chosen, to be edited beside it; Tab leaves it. GUI thread; the model is the
/// caller's.
class ChoiceTable final : public QTableView {
    Q_OBJECT

public:
    /// `name` is for assistive technology.
    ChoiceTable(const QString& objectName, const QString& name, QAbstractItemModel* model, QWidget* parent = nullptr);

    [[nodiscard]] int chosen() const; ///< -1 where there is none
    void choose(int row);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void chosenChanged(int row);
};

} // namespace kaunt
