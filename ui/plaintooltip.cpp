// SPDX-License-Identifier: MIT
#include "ui/plaintooltip.h"

#include "ui/visibletext.h"

namespace kaunt {

QString plainToolTip(const QString& text)
{
    constexpr qsizetype longest = 1'000;
    if (text.isEmpty())
        return {};
    QString escaped = visibleText(elidedText(text, longest), LineFeeds::Keep).toHtmlEscaped();
    escaped.replace(u'\n', QLatin1String("<br>"));
    return QStringLiteral("<span>%1</span>").arg(escaped);
}

} // namespace kaunt
