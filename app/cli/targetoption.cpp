// SPDX-License-Identifier: MIT
#include "app/cli/targetoption.h"

#include "ui/sendingsentences.h"

#include <QCoreApplication>

#include <utility>

namespace kaunt {

QString deliveryTargetUsage(TargetFlaw flaw, const QString& option)
{
    return QCoreApplication::translate("DeliveryTarget", "%1: %2").arg(option, sentenceFor(flaw).text());
}

Result<QUrl, QString> givenTarget(const QCommandLineParser& arguments)
{
    const QString option = QStringLiteral("to");
    if (!arguments.isSet(option))
        return failure(
            QCoreApplication::translate("DeliveryTarget", "--to is missing: the http or https URL to send to."));
    auto target = deliveryTarget(arguments.value(option));
    if (!target)
        return failure(deliveryTargetUsage(target.error()));
    return *std::move(target);
}

} // namespace kaunt
