// SPDX-License-Identifier: MIT
#include "app/cli/deliverytarget.h"

#include <QCoreApplication>

namespace kaunt {

QString deliveryTargetUsage(const QString& option)
{
    return QCoreApplication::translate("DeliveryTarget",
                                       "%1 needs an http or https URL, such as http://127.0.0.1:8787/webhooks/kaunt.")
        .arg(option);
}

} // namespace kaunt
