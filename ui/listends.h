// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

class QAbstractItemView;
class QKeyEvent;

namespace kaunt {

/// The ends of a list by the keyboard: Home or Ctrl+Home asks for its first row, End or Ctrl+End for its last. Qt goes
/// through the cells of a row with them, and by Ctrl+End to a cell that it does not choose. The shortcut sheet names
/// both. GUI thread; a child of the view.
class ListEnds final : public QObject {
    Q_OBJECT

public:
    explicit ListEnds(QAbstractItemView& view);

Q_SIGNALS:
    void firstWanted();
    void lastWanted();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    [[nodiscard]] bool takeEndKey(const QKeyEvent& press);

    QAbstractItemView& m_view;
};

} // namespace kaunt
