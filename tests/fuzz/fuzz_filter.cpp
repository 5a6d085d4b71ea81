// SPDX-License-Identifier: MIT
#include "core/storage/filterexpression.h"
#include "core/storage/filtersql.h"
#include "tests/fuzz/fuzztarget.h"

using namespace kaunt;
using namespace kaunt::test;

/// What somebody types: an error with its place, or a question whose values are all bound.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr qint64 now = 1'769'864'531'123;
    const QString text = QString::fromUtf8(viewOf(data, size));
    const Result<FilterExpression, FilterError> parsed = parseFilter(text);
    if (!parsed) {
        const FilterError& error = parsed.error();
        require(error.position >= 0 && error.length >= 0 && error.position + error.length <= text.size());
        return 0;
    }
    DeliveryQuery query;
    query.filter = *parsed;
    const SqlCondition condition = conditionFor(query, now);
    require(condition.text.count(u'?') == condition.values.size());
    require(parsed->isEmpty() == text.trimmed().isEmpty());
    return 0;
}
