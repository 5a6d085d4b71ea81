// SPDX-License-Identifier: MIT
#include "core/api/documentresult.h"
#include "core/webhook/jsonvalue.h"
#include "tests/fuzz/fuzztarget.h"

using namespace kaunt;
using namespace kaunt::test;

/// What an API answers is read or left out, whatever it is.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const Result<JsonValue, JsonError> parsed = parseJson(viewOf(data, size));
    if (!parsed)
        return 0;
    const InvoiceCodingProposal proposal = readInvoiceCodingProposal(*parsed);
    for (const PostingGroup& group : proposal.groups) {
        for (const int index : group.lineIndexes)
            require(index >= 0);
    }
    const DocumentResult document = readDocumentResult(*parsed);
    require(document.hasFailed == (document.state == DocumentResult::State::Error)); // no event is known here
    return 0;
}
