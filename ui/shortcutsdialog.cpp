// SPDX-License-Identifier: MIT
#include "ui/shortcutsdialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace kaunt {

namespace {

QString shownText(const QAction& action)
{
    return action.text().remove(u'&');
}

} // namespace

ShortcutsDialog::ShortcutsDialog(const QList<QAction*>& actions, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcutsDialog"));
    setWindowTitle(tr("Keyboard shortcuts"));
    auto* list = new QTreeWidget(this);
    list->setObjectName(QStringLiteral("shortcutsList"));
    list->setAccessibleName(windowTitle());
    list->setRootIsDecorated(false);
    list->setHeaderLabels({tr("Keys"), tr("What they do")});
    for (const QAction* action : actions)
        new QTreeWidgetItem(list, {action->shortcut().toString(QKeySequence::NativeText), shownText(*action)});
    new QTreeWidgetItem(list, {tr("Enter"), tr("In the list: go to the details of the delivery")});
    new QTreeWidgetItem(list, {tr("Home"), tr("In the list: go to the newest delivery")});
    list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list->setCurrentItem(list->topLevelItem(0));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(list);
    layout->addWidget(buttons);
    constexpr QSize comfortable(520, 460);
    resize(comfortable);
}

} // namespace kaunt
