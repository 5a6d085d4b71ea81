// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QMainWindow;
class QTreeWidget;

namespace kaunt {

/// The keyboard's way through the program: every action of a window that has a shortcut, those of its menus first, with
/// where it is to be found. Made from the actions as they are when it is opened. GUI thread.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutsDialog(QMainWindow& window);

private:
    void fill(const QMainWindow& window);
    void addMenu(const QAction& menu, const QString& place);
    void addAction(const QAction& action, const QString& place);
    void showMatching(const QString& text);

    QTreeWidget* m_list;
};

} // namespace kaunt
