// SPDX-License-Identifier: MIT
#include "core/capture/captureline.h"
#include "core/capture/jsonstandins.h"
#include "core/webhook/jsonvalue.h"
#include "tests/fuzz/fuzztarget.h"

using namespace kaunt;
using namespace kaunt::test;

/// A line of a file that a stranger made is read or refused; and what is JSON stays JSON with stand-ins.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const QByteArray line = viewOf(data, size).toByteArray();
    for (const bool isBundle : {false, true}) {
        const auto read = readCaptureLine(line, isBundle);
        if (!read)
            continue;
        if (const auto* delivery = std::get_if<CapturedDelivery>(&*read)) {
            const DeliveryRecord& record = delivery->record;
            require(record.summary.number > 0);
            require(record.summary.bodyBytes >= record.body.size());
            require(record.summary.verdict == Verdict::Verified || !record.summary.event);
        }
    }
    StandIns standIns;
    const auto replaced = jsonWithStandIns(line, standIns);
    require(!replaced || line.startsWith("\xef\xbb\xbf") || parseJson(*replaced).has_value());
    return 0;
}
