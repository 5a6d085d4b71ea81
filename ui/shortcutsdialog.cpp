// SPDX-License-Identifier: MIT
#include "ui/shortcutsdialog.h"

#include "ui/clearbutton.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace kaunt {

namespace {

enum Column { KeysColumn, ActionColumn, PlaceColumn, ColumnCount };

QString shownText(const QAction& action)
{
    QString text = action.text();
    return text.remove(u'&').remove(u'…');
}

/// What the widget that an action belongs to is called for assistive technology, or the nearest one around it.
QString placeOf(const QAction& action)
{
    for (const QObject* object = action.parent(); object; object = object->parent()) {
        const auto* widget = qobject_cast<const QWidget*>(object);
        if (widget && !widget->accessibleName().isEmpty())
            return widget->accessibleName();
    }
    return {};
}

} // namespace

ShortcutsDialog::ShortcutsDialog(QMainWindow& window)
    : QDialog(&window)
    , m_list(new QTreeWidget(this))
{
    setObjectName(QStringLiteral("shortcutsDialog"));
    setWindowTitle(tr("Keyboard shortcuts"));
    m_list->setObjectName(QStringLiteral("shortcutsList"));
    m_list->setAccessibleName(windowTitle());
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setHeaderLabels({tr("Keys"), tr("What they do"), tr("Where")});
    fill(window);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    auto* filter = new QLineEdit(this);
    filter->setObjectName(QStringLiteral("shortcutsFilter"));
    addClearButton(*filter);
    auto* caption = new QLabel(tr("&Find:"), this);
    caption->setBuddy(filter);
    connect(filter, &QLineEdit::textChanged, this, &ShortcutsDialog::showMatching);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* find = new QHBoxLayout;
    find->addWidget(caption);
    find->addWidget(filter);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(find);
    layout->addWidget(m_list);
    layout->addWidget(buttons);
    constexpr QSize comfortable(560, 480);
    resize(comfortable);
    showMatching({});
    setTabOrder(filter, m_list);
    filter->setFocus();
}

void ShortcutsDialog::fill(const QMainWindow& window)
{
    const QList<QAction*> menus = window.menuBar()->actions();
    for (const QAction* menu : menus)
        addMenu(*menu, shownText(*menu));
    const auto others = window.findChildren<QAction*>();
    for (const QAction* action : others)
        addAction(*action, placeOf(*action));
}

void ShortcutsDialog::addMenu(const QAction& menu, const QString& place)
{
    const QList<QAction*> entries = menu.menu() ? menu.menu()->actions() : QList<QAction*>();
    for (const QAction* entry : entries) {
        addAction(*entry, place);
        if (entry->menu())
            addMenu(*entry, tr("%1, %2").arg(place, shownText(*entry)));
    }
}

/// Once, though it stands in a menu and belongs to the window, or to several widgets of one kind.
void ShortcutsDialog::addAction(const QAction& action, const QString& place)
{
    const QString keys = QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText);
    const QString text = shownText(action);
    if (keys.isEmpty() || text.isEmpty())
        return;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        const QTreeWidgetItem* listed = m_list->topLevelItem(i);
        if (listed->text(KeysColumn) == keys && listed->text(ActionColumn) == text)
            return;
    }
    new QTreeWidgetItem(m_list, {keys, text, place});
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
