// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/livewindow.h"

#include <QList>
#include <QWidget>

#include <functional>

namespace kaunt::test {

/// Something that the program shows: a page of the window in a state of its own, or a dialog.
struct Surface {
    QByteArray name;
    /// Brings it up and waits for it; null where it did not come. A dialog is to be closed by closeDialogs().
    std::function<QWidget*(LiveWindow&)> show;
};

/// Every page, tab and dialog.
[[nodiscard]] QList<Surface> surfaces();
void closeDialogs(LiveWindow& live);

} // namespace kaunt::test
