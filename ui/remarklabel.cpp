// SPDX-License-Identifier: MIT
#include "ui/remarklabel.h"

#include "ui/verdicticon.h"

#include <QApplication>
#include <QEvent>
#include <QResizeEvent>

#include <algorithm>

namespace kaunt {

RemarkLabel::RemarkLabel(const QString& objectName, QWidget* parent)
    : QLabel(parent)
{
    setObjectName(objectName);
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    QSizePolicy noTallerThanItsText = sizePolicy();
    noTallerThanItsText.setVerticalPolicy(QSizePolicy::Fixed);
    setSizePolicy(noTallerThanItsText);
    updateColor();
    hide();
}

void RemarkLabel::setRemark(const QString& sentence)
{
    setText(sentence);
    setVisible(!sentence.isEmpty());
}

/// QFormLayout asks no other height of a field that has no label in front.
QSize RemarkLabel::sizeHint() const
{
    const QSize usual = QLabel::sizeHint();
    return {usual.width(), heightForWidth(std::max(usual.width(), width()))};
}

void RemarkLabel::resizeEvent(QResizeEvent* event)
{
    QLabel::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        updateGeometry();
}

void RemarkLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateColor();
}

void RemarkLabel::updateColor()
{
    const QColor bad = badColor(QApplication::palette(this));
    if (bad == palette().color(QPalette::WindowText))
        return;
    QPalette ownColors; // of the others the label goes on to be told when they change
    ownColors.setColor(QPalette::WindowText, bad);
    setPalette(ownColors);
}

} // namespace kaunt
