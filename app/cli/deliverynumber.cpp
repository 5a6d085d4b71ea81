// SPDX-License-Identifier: MIT
#include "app/cli/deliverynumber.h"

#include "app/cli/unreadablelog.h"

#include <QCoreApplication>

namespace kaunt {

namespace {

struct DeliveryNumber {
    Q_DECLARE_TR_FUNCTIONS(DeliveryNumber)
};

} // namespace

Result<NamedDelivery, ExitStatus> findDelivery(const QString& number, const CommandContext& context)
{
    bool isNumber = false;
    const qint64 wanted = number.toLongLong(&isNumber);
    if (!isNumber || wanted < 1) {
        context.terminal.error(
            DeliveryNumber::tr("“%1” is no number of a delivery. kauntctl events lists them.").arg(number));
        return failure(WrongUsage);
    }
    auto log = LogQueries::open(context.dataDirectory, context.clock);
    if (!log)
        return failure(tellUnreadable(log.error(), context));
    auto record = (*log)->delivery(wanted);
    if (record)
        return NamedDelivery{*std::move(log), *std::move(record)};
    if (record.error().code == LogError::Code::NotFound) {
        context.terminal.error(
            DeliveryNumber::tr("The log has no delivery %1. kauntctl events lists them.").arg(wanted));
        return failure(AnswerIsNo);
    }
    return failure(tellUnreadable(record.error(), context));
}

} // namespace kaunt
