// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace kaunt {

/// A label of one line of plain text that does not make its window wide: where it has more than fits, its middle is
/// left out, until the keyboard is in it or some of it is chosen. What `text()` gives is always the whole. GUI thread.
class ElidedLabel final : public QLabel {
    Q_OBJECT

public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
};

} // namespace kaunt
