// SPDX-License-Identifier: MIT
#include "ui/valuemenu.h"

#include "ui/filterterms.h"
#include "ui/visibletext.h"

#include <QAbstractItemView>
#include <QAction>
#include <QContextMenuEvent>
#include <QMetaMethod>

#include <algorithm>
#include <utility>

namespace kaunt {

ValueMenu::ValueMenu(QAbstractItemView* view)
    : ValueMenu(view, [view] { return view->currentIndex().data(filterTermRole).toString(); })
{
    m_view = view;
    view->viewport()->installEventFilter(this);
}

ValueMenu::ValueMenu(QWidget* widget, std::function<QString()> term)
    : QMenu(widget)
    , m_widget(widget)
    , m_term(std::move(term))
{
    setObjectName(QStringLiteral("valueMenu"));
    setAccessibleName(tr("Of this value"));
    widget->installEventFilter(this);
}

bool ValueMenu::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ContextMenu)
        return QMenu::eventFilter(watched, event);
    const auto& wish =
        *static_cast<QContextMenuEvent*>(event); // NOLINT(cppcoreguidelines-pro-type-static-cast-downcast)
    fill(isAtValue(wish) ? m_term() : QString());
    popup(placeFor(wish));
    return true;
}

bool ValueMenu::isAtValue(const QContextMenuEvent& event) const
{
    return !m_view || event.reason() == QContextMenuEvent::Keyboard || m_view->indexAt(event.pos()).isValid();
}

QPoint ValueMenu::placeFor(const QContextMenuEvent& event) const
{
    if (event.reason() != QContextMenuEvent::Keyboard)
        return event.globalPos();
    if (!m_view)
        return m_widget->mapToGlobal(m_widget->rect().bottomLeft());
    const QRect area = m_view->viewport()->rect();
    const QPoint corner = m_view->visualRect(m_view->currentIndex()).bottomLeft();
    return m_view->viewport()->mapToGlobal(
        QPoint(std::clamp(corner.x(), area.left(), area.right()), std::clamp(corner.y(), area.top(), area.bottom())));
}

void ValueMenu::fill(const QString& term)
{
    clear();
    if (isSignalConnected(QMetaMethod::fromSignal(&ValueMenu::termChosen))) {
        constexpr qsizetype longestShown = 48;
        const QString shown = elidedText(visibleText(term), longestShown).replace(u'&', QLatin1String("&&"));
        addTerm(QStringLiteral("filterForValue"),
                term.isEmpty() ? tr("F&ilter for this") : tr("F&ilter for this: %1").arg(shown), term);
        addTerm(QStringLiteral("excludeValue"), tr("&Exclude"), term.isEmpty() ? QString() : negatedTerm(term));
        addSeparator();
    }
    addActions(m_widget->actions());
}

void ValueMenu::addTerm(const QString& objectName, const QString& text, const QString& term)
{
    QAction* action = addAction(text, this, [this, term] { Q_EMIT termChosen(term); });
    action->setObjectName(objectName);
    action->setEnabled(!term.isEmpty());
}

} // namespace kaunt
