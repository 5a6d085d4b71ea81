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
    if (event->type() == QEvent::ApplicationPaletteChange)
        updateColor();
}

void RemarkLabel::updateColor()
{
    QPalette colors = QApplication::palette(this);
    colors.setColor(QPalette::WindowText, badColor(colors));
    setPalette(colors);
}

} // namespace kaunt
