// SPDX-License-Identifier: MIT
#pragma once

#include "ui/timewording.h"

#include <QMenu>

class QActionGroup;

namespace kaunt {

/// The choice of how the list tells times. GUI thread.
class TimesMenu final : public QMenu {
    Q_OBJECT

public:
    explicit TimesMenu(QWidget* parent = nullptr);

    void setStyle(TimeStyle style);

Q_SIGNALS:
    void styleChosen(kaunt::TimeStyle style);

private:
    QActionGroup* m_styles;
};

} // namespace kaunt
