// SPDX-License-Identifier: MIT
#include "ui/pageform.h"

namespace kaunt {

void PageForm::setGeometry(const QRect& rect)
{
    heightForWidth(rect.width() + 1); // takes the place of what was kept, so that the rows of this width are found anew
    heightForWidth(rect.width());
    QFormLayout::setGeometry(rect);
}

} // namespace kaunt
