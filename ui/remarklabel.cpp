// SPDX-License-Identifier: MIT
#include "ui/remarklabel.h"

#include "ui/verdicticon.h"

#include <QApplication>
#include <QEvent>

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
