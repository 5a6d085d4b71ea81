// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

class QLineEdit;
class QMainWindow;
class QTreeWidget;

namespace kaunt {

/// The keyboard's way through the program: the shortcuts of a window, as they are when it is opened, with a search.
/// GUI thread.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutsDialog(QMainWindow& window);

private:
    void makeList(const QMainWindow& window);
    void layOut(QLineEdit* filter);
    void fill(const QMainWindow& window);
    void showMatching(const QString& text);

    QTreeWidget* m_list;
};

} // namespace kaunt
