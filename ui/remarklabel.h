// SPDX-License-Identifier: MIT
#pragma once

#include <QLabel>

namespace kaunt {

/// What is wrong with the field above it, in the colour of bad news; hidden while nothing is. GUI thread.
class RemarkLabel final : public QLabel {
    Q_OBJECT

public:
    explicit RemarkLabel(const QString& objectName, QWidget* parent = nullptr);

    void setRemark(const QString& sentence);
    /// As tall as its text is in the width that it has.
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void updateColor();
};

} // namespace kaunt
