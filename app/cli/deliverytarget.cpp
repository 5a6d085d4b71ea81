// SPDX-License-Identifier: MIT
#include "app/cli/deliverytarget.h"

#include <QCoreApplication>

namespace kaunt {

QString deliveryTargetUsage()
{
    return QCoreApplication::translate(
        "DeliveryTarget", "--to needs an http or https URL, such as http://127.0.0.1:8787/webhooks/kaunt.");
}

} // namespace kaunt
