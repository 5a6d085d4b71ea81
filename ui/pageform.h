// SPDX-License-Identifier: MIT
#pragma once

#include <QFormLayout>

namespace kaunt {

/// A form whose texts wrap, and which stays right where one comes or goes: QFormLayout keeps the height that it found
/// for a width, and lays out by the rows of the width that it was asked for last. GUI thread.
class PageForm final : public QFormLayout {
    Q_OBJECT

public:
    using QFormLayout::QFormLayout;

    void setGeometry(const QRect& rect) override;
};

} // namespace kaunt
