// SPDX-License-Identifier: MIT
#include "app/cli/deliverytarget.h"

#include "ui/sendingsentences.h"

#include <QCoreApplication>

namespace kaunt {

QString deliveryTargetUsage(TargetFlaw flaw, const QString& option)
{
    return QCoreApplication::translate("DeliveryTarget", "%1: %2").arg(option, sentenceFor(flaw).text());
}

} // namespace kaunt
