// SPDX-License-Identifier: MIT
#pragma once

#include <QLineEdit>

namespace kaunt {

/// A line to read, without a frame: where it has more than fits, it ends in "…" until the keyboard is in it and moves
/// through the whole. What `text()` gives is always the whole. It begins where the window's lines do, so beside its
/// label, whichever way it is read itself. GUI thread.
class ElidedLine final : public QLineEdit {
    Q_OBJECT

public:
    explicit ElidedLine(QWidget* parent = nullptr);

    [[nodiscard]] bool fitsIn(int width) const;
    [[nodiscard]] int widthFor(const QString& text) const;

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void alignWithLayout();
    [[nodiscard]] QRect textArea(const QRect& line) const;
};

} // namespace kaunt
