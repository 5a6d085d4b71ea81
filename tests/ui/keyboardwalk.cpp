// SPDX-License-Identifier: MIT
#include "tests/ui/keyboardwalk.h"

#include <QAbstractButton>
#include <QAction>
#include <QGroupBox>
#include <QHash>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QSet>
#include <QTabBar>
#include <QTest>
#include <QTextBrowser>
#include <QToolButton>

#include <algorithm>

namespace kaunt::test {

namespace {

QString nameOf(const QWidget& widget)
{
    return widget.objectName().isEmpty() ? QString::fromLatin1(widget.metaObject()->className()) : widget.objectName();
}

bool takesTab(const QWidget& widget)
{
    return (widget.focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget.isVisible() && widget.isEnabled() &&
           !widget.focusProxy();
}

/// Of those that exclude one another, such as radio buttons, one takes the focus for all.
bool isOneOfAGroup(const QWidget& widget)
{
    const auto* button = qobject_cast<const QAbstractButton*>(&widget);
    return button && button->autoExclusive() && !button->isChecked();
}

/// A text with links keeps the focus for each of them.
QWidget* press(QWidget& window, QWidget* focused, Qt::Key key)
{
    constexpr int mostLinks = 50;
    const Qt::KeyboardModifiers modifiers = key == Qt::Key_Backtab ? Qt::ShiftModifier : Qt::NoModifier;
    for (int link = 0; link < mostLinks; ++link) {
        QTest::keyClick(focused ? focused : &window, key, modifiers);
        if (window.focusWidget() != focused || !qobject_cast<QTextBrowser*>(focused))
            break;
    }
    return window.focusWidget();
}

QSet<QWidget*> goRound(QWidget& window, Qt::Key key, QStringList& findings)
{
    constexpr int most = 300;
    const auto widgets = window.findChildren<QWidget*>();
    const bool hasSeveral =
        std::count_if(widgets.cbegin(), widgets.cend(), [](const QWidget* widget) { return takesTab(*widget); }) > 1;
    QSet<QWidget*> reached;
    QWidget* focused = window.focusWidget();
    for (int i = 0; i < most && (!focused || !reached.contains(focused)); ++i) {
        if (focused)
            reached.insert(focused);
        QWidget* next = press(window, focused, key);
        if (next && next == focused && hasSeveral)
            findings.append(QStringLiteral("keeps the focus: %1").arg(nameOf(*focused)));
        focused = next;
    }
    return reached;
}

QChar mnemonicIn(const QString& text)
{
    for (qsizetype i = 0; i + 1 < text.size(); ++i) {
        if (text.at(i) != u'&')
            continue;
        if (text.at(i + 1) != u'&')
            return text.at(i + 1).toLower();
        ++i;
    }
    return {};
}

/// Letters in use, and what two of one are called.
class Letters {
public:
    explicit Letters(const QString& where)
        : m_where(where)
    {
    }

    void add(const QString& text)
    {
        const QChar letter = mnemonicIn(text);
        if (letter.isNull())
            return;
        if (m_used.contains(letter))
            m_findings.append(QStringLiteral("Alt+%1 stands for “%2” and “%3” in %4")
                                  .arg(letter.toUpper())
                                  .arg(m_used.value(letter), text, m_where));
        m_used.insert(letter, text);
    }

    [[nodiscard]] const QStringList& findings() const { return m_findings; }
    [[nodiscard]] const QHash<QChar, QString>& used() const { return m_used; }

private:
    QString m_where;
    QHash<QChar, QString> m_used;
    QStringList m_findings;
};

Letters lettersOf(const QWidget& window)
{
    Letters letters(nameOf(window));
    const auto widgets = window.findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        if (!widget->isVisible())
            continue;
        if (const auto* bar = qobject_cast<const QMenuBar*>(widget)) {
            const QList<QAction*> menus = bar->actions();
            for (const QAction* menu : menus)
                letters.add(menu->text());
        } else if (const auto* tabs = qobject_cast<const QTabBar*>(widget)) {
            for (int i = 0; i < tabs->count(); ++i)
                letters.add(tabs->isTabVisible(i) ? tabs->tabText(i) : QString());
        } else if (const auto* button = qobject_cast<const QAbstractButton*>(widget)) {
            letters.add(button->text());
        } else if (const auto* label = qobject_cast<const QLabel*>(widget)) {
            letters.add(label->buddy() ? label->text() : QString());
        } else if (const auto* box = qobject_cast<const QGroupBox*>(widget)) {
            letters.add(box->title());
        }
    }
    return letters;
}

/// Entries that come and go with what a log holds have no letter of their own, nor have the many that are columns.
QStringList findingsOfMenu(const QString& title, const QList<QAction*>& entries, bool needsLetters)
{
    Letters letters(title);
    QStringList without;
    for (const QAction* entry : entries) {
        if (!entry->isVisible())
            continue;
        letters.add(entry->text());
        if (needsLetters && !entry->isSeparator() && !entry->isCheckable() && mnemonicIn(entry->text()).isNull() &&
            entry->shortcut().isEmpty())
            without.append(QStringLiteral("no letter and no shortcut for “%1” in %2").arg(entry->text(), title));
    }
    return letters.findings() + without;
}

} // namespace

QStringList focusFindings(QWidget& window)
{
    QStringList findings;
    const QSet<QWidget*> there = goRound(window, Qt::Key_Tab, findings);
    const QSet<QWidget*> back = goRound(window, Qt::Key_Backtab, findings);
    const auto widgets = window.findChildren<QWidget*>();
    for (QWidget* widget : widgets) {
        if (!takesTab(*widget) || widget->window() != &window || isOneOfAGroup(*widget))
            continue;
        if (!there.contains(widget))
            findings.append(QStringLiteral("not reached by Tab: %1").arg(nameOf(*widget)));
        if (!back.contains(widget))
            findings.append(QStringLiteral("not reached by Shift+Tab: %1").arg(nameOf(*widget)));
    }
    return findings;
}

QStringList mnemonicFindings(QWidget& window)
{
    QStringList findings = lettersOf(window).findings();
    const auto menus = window.findChildren<QMenu*>();
    for (const QMenu* menu : menus)
        findings += findingsOfMenu(menu->objectName() + menu->title(), menu->actions(), !menu->title().isEmpty());
    const auto widgets = window.findChildren<QWidget*>();
    for (const QWidget* widget : widgets) {
        if (widget->contextMenuPolicy() == Qt::ActionsContextMenu)
            findings += findingsOfMenu(nameOf(*widget), widget->actions(), true);
    }
    return findings;
}

QStringList shortcutFindings(QWidget& window)
{
    QStringList findings;
    QHash<QKeySequence, QString> used;
    const QHash<QChar, QString> letters = lettersOf(window).used();
    for (auto letter = letters.cbegin(); letter != letters.cend(); ++letter)
        used.insert(QKeySequence(QStringLiteral("Alt+%1").arg(letter.key().toUpper())), letter.value());
    const auto actions = window.findChildren<QAction*>();
    for (const QAction* action : actions) {
        if (action->shortcutContext() == Qt::WidgetShortcut ||
            action->shortcutContext() == Qt::WidgetWithChildrenShortcut)
            continue;
        const auto* owner = qobject_cast<const QWidget*>(action->parent());
        if (owner && !owner->isVisible()) // its keys have no effect
            continue;
        const QList<QKeySequence> shortcuts = action->shortcuts();
        for (const QKeySequence& shortcut : shortcuts) {
            if (used.contains(shortcut))
                findings.append(QStringLiteral("%1 stands for “%2” and “%3”")
                                    .arg(shortcut.toString(), used.value(shortcut), action->text()));
            used.insert(shortcut, action->text());
        }
    }
    return findings;
}

} // namespace kaunt::test
