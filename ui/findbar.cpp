// SPDX-License-Identifier: MIT
#include "ui/findbar.h"

#include "ui/announcement.h"
#include "ui/clearbutton.h"
#include "ui/findtarget.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace kaunt {

namespace {

QToolButton* makeButton(const QString& objectName, Qt::ArrowType arrow, const QString& name)
{
    auto* button = new QToolButton;
    button->setObjectName(objectName);
    button->setArrowType(arrow);
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

FindBar::FindBar(FindTarget& target, QWidget* parent)
    : QWidget(parent)
    , m_target(&target)
    , m_field(new QLineEdit)
    , m_count(new QLabel)
{
    constexpr int longestSearch = 1'000;
    auto* previous = makeButton(QStringLiteral("findPrevious"), Qt::UpArrow, tr("Previous hit (Shift+F3)"));
    auto* next = makeButton(QStringLiteral("findNext"), Qt::DownArrow, tr("Next hit (F3)"));
    m_field->setObjectName(QStringLiteral("findField"));
    m_field->setAccessibleName(tr("Find in the text"));
    m_field->setToolTip(tr("In the bytes also by hexadecimal digits, such as ef bb bf"));
    m_field->setPlaceholderText(tr("Find (F3)"));
    addClearButton(*m_field);
    m_field->setMaxLength(longestSearch);
    m_count->setObjectName(QStringLiteral("findCount"));
    m_count->setTextFormat(Qt::PlainText);

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_field, 1);
    layout->addWidget(m_count);
    layout->addWidget(previous);
    layout->addWidget(next);

    connect(m_field, &QLineEdit::textChanged, this, &FindBar::search);
    connect(m_field, &QLineEdit::returnPressed, this, &FindBar::next);
    connect(previous, &QToolButton::clicked, this, &FindBar::previous);
    connect(next, &QToolButton::clicked, this, &FindBar::next);
}

void FindBar::setTarget(FindTarget& target)
{
    m_target = &target;
    search();
}

void FindBar::search()
{
    m_target->search(m_field->text());
    showCount();
}

void FindBar::next()
{
    go(&FindTarget::findNext);
}

void FindBar::previous()
{
    go(&FindTarget::findPrevious);
}

void FindBar::go(void (FindTarget::*to)())
{
    if (m_target->hitCount() == 0) {
        m_field->setFocus(Qt::ShortcutFocusReason);
        m_field->selectAll();
        return;
    }
    (m_target->*to)();
    showCount();
}

void FindBar::showCount()
{
    if (m_field->text().isEmpty())
        m_count->clear();
    else if (m_target->hitCount() == 0)
        m_count->setText(tr("No hit"));
    else if (m_target->hitCount() >= FindTarget::mostHits)
        m_count->setText(tr("%L1 of %L2 or more").arg(m_target->currentHit() + 1).arg(m_target->hitCount()));
    else
        m_count->setText(tr("%L1 of %L2").arg(m_target->currentHit() + 1).arg(m_target->hitCount()));
    announce(*m_count, m_count->text());
}

} // namespace kaunt
