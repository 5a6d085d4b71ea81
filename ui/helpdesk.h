// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>
#include <QPointer>

class QAction;
class QDialog;
class QMainWindow;

namespace kaunt {

class HelpWindow;

/// Opens the help for a main window, once, and closes it with that. It opens with the sheet of that window's shortcuts,
/// beside the list of the other pages. GUI thread; a child of the window.
class HelpDesk final : public QObject {
    Q_OBJECT

public:
    explicit HelpDesk(QMainWindow& window);
    ~HelpDesk() override;

    void showContents();
    void showPage(const QString& name);
    void close();

private:
    HelpWindow& open();

    const QMainWindow& m_described;
    QPointer<HelpWindow> m_window;
};

/// Lets F1 open this page while the dialog is in front, at the desk of the window that the dialog belongs to. Another
/// page's name may become the data of the action later.
QAction* addHelpKey(QDialog& dialog, const QString& page);

} // namespace kaunt
