// SPDX-License-Identifier: MIT
#include "ui/valuefield.h"

#include "ui/elidedline.h"
#include "ui/plaintooltip.h"
#include "ui/valuemenu.h"
#include "ui/visibletext.h"
#include "ui/wholevaluedialog.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace kaunt {

namespace {

constexpr qsizetype longestFieldText = 200;

} // namespace

ValueField::ValueField(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_name(name)
    , m_line(new ElidedLine)
    , m_whole(makeButton(QStringLiteral("whole"), tr("Show all"), tr("Show all of %1").arg(name)))
    , m_copy(makeButton(QStringLiteral("copy"), tr("Copy"), tr("Copy %1").arg(name)))
{
    m_line->setObjectName(QStringLiteral("text"));
    m_line->setAccessibleName(name);
    m_line->installEventFilter(this);
    auto* copyAction = new QAction(tr("&Copy"), m_line);
    m_line->addAction(copyAction);
    new ValueMenu(m_line, [this] { return m_filterTerm; });
    m_whole->hide();
    m_copy->setEnabled(false);
    setFocusProxy(m_line);
    setFocusPolicy(Qt::StrongFocus); // for the mnemonic of a label beside it

    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_line, 1);
    layout->addWidget(m_whole);
    layout->addWidget(m_copy);

    connect(copyAction, &QAction::triggered, this, &ValueField::copyPart);
    connect(m_copy, &QToolButton::clicked, this, &ValueField::copy);
    connect(m_whole, &QToolButton::clicked, this, &ValueField::showWhole);
}

QToolButton* ValueField::makeButton(const QString& objectName, const QString& text, const QString& accessibleName)
{
    auto* button = new QToolButton;
    button->setObjectName(objectName);
    button->setText(text);
    button->setAccessibleName(accessibleName);
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

void ValueField::setValue(const QString& value)
{
    if (value == m_value)
        return;
    m_value = value;
    m_line->setText(elidedText(visibleText(value), longestFieldText));
    m_line->setCursorPosition(0);
    offerWhole();
    m_copy->setEnabled(!value.isEmpty());
}

/// Measured as if its button was not there, or the one would follow from the other.
void ValueField::offerWhole()
{
    const int room = width() - layout()->spacing() - m_copy->sizeHint().width();
    const bool isCut = m_value.size() > longestFieldText || m_value.contains(u'\n') || !m_line->fitsIn(room);
    m_whole->setVisible(isCut);
    setPlainToolTip(*m_line, isCut ? m_value : QString());
}

int ValueField::widthFor(const QString& text) const
{
    return m_line->widthFor(text) + layout()->spacing() + m_copy->sizeHint().width();
}

QString ValueField::shownText() const
{
    return m_line->text();
}

void ValueField::copy() const
{
    QGuiApplication::clipboard()->setText(m_value);
}

void ValueField::copyPart() const
{
    // A part of what is shown is a part of the value only where nothing was made visible or cut.
    const bool isShownAsIs = m_line->text() == m_value;
    QGuiApplication::clipboard()->setText(isShownAsIs && m_line->hasSelectedText() ? m_line->selectedText() : m_value);
}

void ValueField::showWhole()
{
    auto* dialog = new WholeValueDialog(m_name, m_value, this);
    dialog->show();
}

bool ValueField::event(QEvent* event)
{
    const QEvent::Type type = event->type();
    if (type == QEvent::Resize || type == QEvent::FontChange || type == QEvent::StyleChange)
        offerWhole();
    return QWidget::event(event);
}

bool ValueField::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_line && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent*>(event)->matches(QKeySequence::Copy)) {
        copyPart();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace kaunt
