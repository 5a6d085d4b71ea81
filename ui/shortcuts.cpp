// SPDX-License-Identifier: MIT
#include "ui/shortcuts.h"

#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

namespace kaunt {

namespace {

struct Tr {
    Q_DECLARE_TR_FUNCTIONS(Shortcuts)
};

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

/// Once, though it stands in a menu and belongs to the window, or to several widgets of one kind.
void addAction(QList<Shortcut>& to, const QAction& action, const QString& place)
{
    const QString keys = QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText);
    const QString text = shownText(action);
    const bool isListed = std::any_of(
        to.cbegin(), to.cend(), [&](const Shortcut& listed) { return listed.keys == keys && listed.action == text; });
    if (!keys.isEmpty() && !text.isEmpty() && !isListed)
        to.append({keys, text, place});
}

void addMenu(QList<Shortcut>& to, const QAction& menu, const QString& place)
{
    const QList<QAction*> entries = menu.menu() ? menu.menu()->actions() : QList<QAction*>();
    for (const QAction* entry : entries) {
        addAction(to, *entry, place);
        if (entry->menu())
            addMenu(to, *entry, Tr::tr("%1, %2").arg(place, shownText(*entry)));
    }
}

/// Literally, whatever the text has.
QString asMarkdown(QString text)
{
    static const QString marks = QStringLiteral("\\`*_[]<>#|"); // the backslash first: it escapes the others
    for (const QChar mark : marks)
        text.replace(mark, QString(u'\\') + mark);
    return text;
}

} // namespace

QList<Shortcut> shortcutsOf(const QMainWindow& window)
{
    QList<Shortcut> all;
    const QList<QAction*> menus = window.menuBar()->actions();
    for (const QAction* menu : menus)
        addMenu(all, *menu, shownText(*menu));
    const auto others = window.findChildren<QAction*>();
    for (const QAction* action : others)
        addAction(all, *action, placeOf(*action));
    return all;
}

HelpPage shortcutsPage(const QList<Shortcut>& shortcuts)
{
    const QString title = Tr::tr("Keyboard shortcuts");
    QString markdown = QStringLiteral("# %1\n\n%2\n")
                           .arg(title, Tr::tr("How each task is done stands on the other pages, from the "
                                              "[first](start.md) on."));
    QStringList places;
    for (const Shortcut& shortcut : shortcuts) {
        if (!places.contains(shortcut.place))
            places.append(shortcut.place);
    }
    for (const QString& place : std::as_const(places)) {
        markdown += QStringLiteral("\n## %1\n\n").arg(asMarkdown(place.isEmpty() ? Tr::tr("Everywhere") : place));
        for (const Shortcut& shortcut : shortcuts) {
            if (shortcut.place == place)
                markdown +=
                    QStringLiteral("- **%1**: %2\n").arg(asMarkdown(shortcut.keys), asMarkdown(shortcut.action));
        }
    }
    return {QStringLiteral("shortcuts.md"), title, markdown};
}

} // namespace kaunt
