// SPDX-License-Identifier: MIT
#include "ui/shortcutsdialog.h"

#include "ui/clearbutton.h"
#include "ui/helpdesk.h"
#include "ui/shortcuts.h"
#include "ui/windowplace.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace kaunt {

namespace {

enum Column { KeysColumn, ActionColumn, PlaceColumn, ColumnCount };

} // namespace

ShortcutsDialog::ShortcutsDialog(QMainWindow& window)
    : QDialog(&window)
    , m_list(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("shortcutsDialog"));
    setWindowTitle(tr("Keyboard shortcuts"));
    makeList(window);
    auto* filter = new QLineEdit(this);
    filter->setObjectName(QStringLiteral("shortcutsFilter"));
    addClearButton(*filter);
    connect(filter, &QLineEdit::textChanged, this, &ShortcutsDialog::showMatching);
    layOut(filter);
    constexpr QSize comfortable(560, 480);
    resizeWithinScreen(*this, comfortable);
    addHelpKey(*this, QStringLiteral("shortcuts.md")); // none of the window's that are listed
    showMatching({});
    setTabOrder(filter, m_list);
    filter->setFocus();
}

void ShortcutsDialog::makeList(const QMainWindow& window)
{
    m_list->setObjectName(QStringLiteral("shortcutsList"));
    m_list->setAccessibleName(windowTitle());
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setHeaderLabels({tr("Keys"), tr("What they do"), tr("Where")});
    fill(window);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
}

void ShortcutsDialog::layOut(QLineEdit* filter)
{
    auto* caption = new QLabel(tr("&Find:"), this);
    caption->setBuddy(filter);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* find = new QHBoxLayout;
    find->addWidget(caption);
    find->addWidget(filter);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(find);
    layout->addWidget(m_list);
    layout->addWidget(buttons);
}

void ShortcutsDialog::fill(const QMainWindow& window)
{
    const QList<Shortcut> shortcuts = shortcutsOf(window);
    for (const Shortcut& shortcut : shortcuts)
        new QTreeWidgetItem(m_list, {shortcut.keys, shortcut.action, shortcut.place});
}

void ShortcutsDialog::showMatching(const QString& text)
{
    QTreeWidgetItem* first = nullptr;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_list->topLevelItem(i);
        bool matches = false;
        for (int column = 0; column < ColumnCount; ++column)
            matches = matches || item->text(column).contains(text, Qt::CaseInsensitive);
        item->setHidden(!matches);
        if (matches && !first)
            first = item;
    }
    m_list->setCurrentItem(first);
}

} // namespace kaunt
