// SPDX-License-Identifier: MIT
#include "app/cli/deliverytarget.h"

#include <QCoreApplication>

namespace kaunt {

QString deliveryTargetUsage(TargetFlaw flaw, const QString& option)
{
    if (flaw == TargetFlaw::UserInfo)
        return QCoreApplication::translate("DeliveryTarget",
                                           "%1 has a user name or password in it, which would not be sent and be shown "
                                           "wherever the URL is: leave it out.")
            .arg(option);
    return QCoreApplication::translate("DeliveryTarget",
                                       "%1 needs an http or https URL, such as http://127.0.0.1:8787/webhooks/kaunt.")
        .arg(option);
}

} // namespace kaunt
