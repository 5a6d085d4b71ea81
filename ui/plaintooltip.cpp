// SPDX-License-Identifier: MIT
#include "ui/plaintooltip.h"

#include "ui/visibletext.h"

#include <QWidget>

namespace kaunt {

namespace {

QString toolTipText(const QString& text)
{
    constexpr qsizetype longest = 1'000;
    return visibleText(elidedText(text, longest), LineFeeds::Keep);
}

} // namespace

QString plainToolTip(const QString& text)
{
    if (text.isEmpty())
        return {};
    QString escaped = toolTipText(text).toHtmlEscaped();
    escaped.replace(u'\n', QLatin1String("<br>"));
    return QStringLiteral("<span>%1</span>").arg(escaped);
}

void setPlainToolTip(QWidget& widget, const QString& text)
{
    widget.setToolTip(plainToolTip(text));
    widget.setAccessibleDescription(toolTipText(text));
}

} // namespace kaunt
