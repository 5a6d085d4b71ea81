// SPDX-License-Identifier: MIT
#include "ui/namechoice.h"

#include <QComboBox>

namespace kaunt {

void holdWidth(QComboBox& choice)
{
    constexpr int leastCharacters = 20;
    choice.setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choice.setMinimumContentsLength(leastCharacters);
}

} // namespace kaunt
