// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

#include <functional>

class QFontMetrics;
class QTableView;

namespace kaunt {

/// What a row of a table or a tree takes that shows so many lines of text, in pixels.
[[nodiscard]] int textRowHeight(const QFontMetrics& metrics, int lines = 1);

/// Keeps the rows of a table as high as its font asks for: the desktop's may change while the window is open. GUI
/// thread; the view owns it.
class RowHeight final : public QObject {
    Q_OBJECT

public:
    using Height = std::function<int(const QFontMetrics&)>; ///< in pixels

    /// Of the vertical header that the view has by now.
    RowHeight(QTableView& view, Height height);

    void setHeight(Height height);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QTableView& m_view;
    Height m_height;
};

} // namespace kaunt
