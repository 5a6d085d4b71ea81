// SPDX-License-Identifier: MIT
#include "ui/confidencedelegate.h"

#include "core/api/invoicecodingproposal.h"
#include "ui/proposalwording.h"
#include "ui/verdicticon.h"

#include <QApplication>
#include <QPainter>
#include <QStyle>

namespace kaunt {

namespace {

constexpr int roomForBar = 6;
constexpr int mostThirds = 3;

struct Bar {
    QColor color;
    int thirds = 0; ///< of the cell's height
};

Bar barFor(Confidence confidence, const QPalette& palette)
{
    switch (confidence) {
    case Confidence::High:
        return {goodColor(palette), 3};
    case Confidence::Medium:
        return {warningColor(palette), 2};
    case Confidence::Low:
        return {badColor(palette), 1};
    case Confidence::Unknown:
        break;
    }
    return {};
}

} // namespace

void ConfidenceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    const Bar bar = barFor(static_cast<Confidence>(index.data(confidenceRole).toInt()), option.palette);
    if (bar.thirds == 0) {
        FocusFrameDelegate::paint(painter, option, index);
        return;
    }
    QStyleOptionViewItem ground = option;
    initStyleOption(&ground, index);
    const QStyle* style = option.widget ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &ground, painter, option.widget);
    QStyleOptionViewItem text = option;
    text.rect.setLeft(option.rect.left() + roomForBar);
    FocusFrameDelegate::paint(painter, text, index);
    constexpr int width = 4;
    const int height = (option.rect.height() - 2) * bar.thirds / mostThirds;
    // The colours are for the table's own ground; the height and the word tell as much.
    const bool isSelected = option.state.testFlag(QStyle::State_Selected);
    painter->fillRect(option.rect.left() + 1, option.rect.bottom() - height, width, height,
                      isSelected ? option.palette.color(QPalette::HighlightedText) : bar.color);
}

QSize ConfidenceDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    return FocusFrameDelegate::sizeHint(option, index) + QSize(roomForBar, 0);
}

} // namespace kaunt
