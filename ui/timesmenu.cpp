// SPDX-License-Identifier: MIT
#include "ui/timesmenu.h"

#include <QAction>
#include <QActionGroup>

namespace kaunt {

TimesMenu::TimesMenu(QWidget* parent)
    : QMenu(tr("&Times"), parent)
    , m_styles(new QActionGroup(this))
{
    setObjectName(QStringLiteral("timesMenu"));
    const auto add = [this](TimeStyle style, const QString& text) {
        QAction* action = m_styles->addAction(text);
        action->setObjectName(QStringLiteral("times-") + timeStyleCode(style));
        action->setCheckable(true);
        action->setData(static_cast<int>(style));
        addAction(action);
    };
    add(TimeStyle::Local, tr("&Local time"));
    add(TimeStyle::Utc, tr("&UTC"));
    add(TimeStyle::Relative, tr("&How long ago"));
    add(TimeStyle::SincePrevious, tr("&After the delivery before"));
    setStyle(TimeStyle::Local);
    connect(m_styles, &QActionGroup::triggered, this,
            [this](const QAction* action) { Q_EMIT styleChosen(static_cast<TimeStyle>(action->data().toInt())); });
}

void TimesMenu::setStyle(TimeStyle style)
{
    const QList<QAction*> actions = m_styles->actions();
    for (QAction* action : actions)
        action->setChecked(action->data().toInt() == static_cast<int>(style));
}

} // namespace kaunt
