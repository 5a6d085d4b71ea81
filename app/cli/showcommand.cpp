// SPDX-License-Identifier: MIT
#include "app/cli/showcommand.h"

#include "app/cli/deliverynumber.h"
#include "app/cli/deliverytext.h"
#include "app/cli/jsonlines.h"
#include "app/cli/unreadablelog.h"
#include "core/api/resourcefetcher.h"
#include "ui/sentences.h"

namespace kaunt {

std::optional<int> ShowCommand::start(const QCommandLineParser& arguments)
{
    const auto found = findDelivery(arguments.positionalArguments().constFirst(), context());
    if (!found)
        return found.error();
    const qint64 number = found->record.summary.number;
    const auto attempts = found->log->attempts(number);
    if (!attempts)
        return tellUnreadable(attempts.error(), context());
    auto resources = found->log->resources(number);
    if (!resources)
        return tellUnreadable(resources.error(), context());
    for (ResourceRecord& resource : *resources) {
        if (!resource.isFetched())
            resource.errorMessage = sentenceFor(fetchError(resource)).text();
    }
    const auto forwards = found->log->forwards(number);
    if (!forwards)
        return tellUnreadable(forwards.error(), context());
    if (context().isJson) {
        terminal().line(wholeDeliveryLine(found->record, *attempts, *resources, *forwards));
        return Done;
    }
    const QStringList lines = wholeDeliveryText(found->record, *attempts, *resources, *forwards);
    for (const QString& line : lines)
        terminal().line(line);
    return Done;
}

} // namespace kaunt
