// SPDX-License-Identifier: MIT
#include "app/cli/deliverynumber.h"

#include "app/cli/unreadablelog.h"
#include "core/storage/logplace.h"

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
        const bool wasGiven = (*log)->isPlaceOf({{}, wanted, 0}).value_or(false);
        const QString words =
            wasGiven ? DeliveryNumber::tr("Delivery %1 is in the log no more: by its age, the log's size or the bound "
                                          "of refused deliveries it was removed. kauntctl events lists what is there.")
                     : DeliveryNumber::tr("The log has no delivery %1. kauntctl events lists them.");
        context.terminal.error(words.arg(wanted));
        return failure(AnswerIsNo);
    }
    return failure(tellUnreadable(record.error(), context));
}

} // namespace kaunt
