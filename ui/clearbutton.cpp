// SPDX-License-Identifier: MIT
#include "ui/clearbutton.h"

#include <QCoreApplication>
#include <QLineEdit>
#include <QToolButton>

namespace kaunt {

namespace {

struct ClearButton {
    Q_DECLARE_TR_FUNCTIONS(ClearButton)
};

} // namespace

void addClearButton(QLineEdit& field)
{
    field.setClearButtonEnabled(true);
    if (auto* button = field.findChild<QToolButton*>())
        button->setAccessibleName(ClearButton::tr("Empty the field"));
}

} // namespace kaunt
