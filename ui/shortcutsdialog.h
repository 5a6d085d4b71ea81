// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QAction;

namespace kaunt {

/// The keyboard's way through the program.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutsDialog(const QList<QAction*>& actions, QWidget* parent = nullptr);
};

} // namespace kaunt
