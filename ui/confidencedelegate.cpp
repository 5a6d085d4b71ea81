// SPDX-License-Identifier: MIT
#include "ui/confidencedelegate.h"

#include "core/api/invoicecodingproposal.h"
#include "ui/proposalwording.h"
#include "ui/verdicticon.h"

#include <QPainter>

namespace kaunt {

namespace {

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
    constexpr int width = 3;
    constexpr int thirds = 3;
    QStyledItemDelegate::paint(painter, option, index);
    const Bar bar = barFor(static_cast<Confidence>(index.data(confidenceRole).toInt()), option.palette);
    if (bar.thirds == 0)
        return;
    const int height = (option.rect.height() - 2) * bar.thirds / thirds;
    painter->fillRect(option.rect.left(), option.rect.bottom() - height, width, height, bar.color);
}

} // namespace kaunt
