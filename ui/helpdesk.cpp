// SPDX-License-Identifier: MIT
#include "ui/helpdesk.h"

#include "ui/helppages.h"
#include "ui/helpwindow.h"
#include "ui/shortcuts.h"
#include "ui/windowplace.h"

#include <QAction>
#include <QDialog>
#include <QLocale>
#include <QMainWindow>

namespace kaunt {

HelpDesk::HelpDesk(QMainWindow& window)
    : QObject(&window)
    , m_described(window)
{
}

HelpDesk::~HelpDesk()
{
    delete m_window;
}

/// Without a parent: a dialog that locks the main window would lock its children, too.
HelpWindow& HelpDesk::open()
{
    if (!m_window) {
        QList<HelpPage> pages = helpPages(helpFolder(), QLocale().uiLanguages());
        pages.prepend(shortcutsPage(shortcutsOf(m_described)));
        m_window = new HelpWindow(pages);
        m_window->setAttribute(Qt::WA_DeleteOnClose);
        m_window->setAttribute(Qt::WA_QuitOnClose, false);
    }
    bringToFront(*m_window);
    return *m_window;
}

void HelpDesk::showContents()
{
    open();
}

void HelpDesk::showPage(const QString& name)
{
    open().showPage(name);
}

void HelpDesk::close()
{
    delete m_window;
}

QAction* addHelpKey(QDialog& dialog, const QString& page)
{
    auto* help = new QAction(HelpDesk::tr("Help on this dialog"), &dialog);
    help->setObjectName(QStringLiteral("helpOnDialog"));
    help->setShortcut(QKeySequence::HelpContents);
    help->setData(page);
    QObject::connect(help, &QAction::triggered, &dialog, [&dialog, help] {
        for (const QWidget* around = &dialog; around; around = around->parentWidget()) {
            if (auto* desk = around->findChild<HelpDesk*>(QString(), Qt::FindDirectChildrenOnly)) {
                desk->showPage(help->data().toString());
                return;
            }
        }
    });
    dialog.addAction(help);
    return help;
}

} // namespace kaunt
