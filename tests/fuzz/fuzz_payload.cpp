// SPDX-License-Identifier: MIT
#include "core/webhook/jsonvalue.h"
#include "core/webhook/webhookevent.h"
#include "core/webhook/xmltree.h"
#include "tests/fuzz/fuzztarget.h"

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// Every value stands where it says, inside of what it belongs to. What an entity of XML has in it stands nowhere.
void requirePlaces(const JsonValue& value, qsizetype begin, qsizetype end, int depth, qsizetype shortest = 1)
{
    require(depth >= 0);
    require(value.length >= shortest && value.offset >= begin && value.offset + value.length <= end);
    for (const JsonMember& member : value.members)
        requirePlaces(member.value, value.offset, value.offset + value.length, depth - 1, shortest);
    for (const JsonValue& element : value.elements)
        requirePlaces(element, value.offset, value.offset + value.length, depth - 1, shortest);
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    constexpr int maxDepth = 20;
    constexpr qsizetype mostNotes = 70;
    const QByteArrayView body = viewOf(data, size);
    const Result<JsonValue, JsonError> parsed = parseJson(body, maxDepth);
    if (parsed)
        requirePlaces(*parsed, 0, body.size(), maxDepth);
    else
        require(parsed.error().offset >= 0 && parsed.error().offset <= body.size());
    const Result<JsonValue, JsonError> xml = parseXml(body, maxDepth);
    if (xml)
        requirePlaces(*xml, 0, body.size(), maxDepth + 2, 0); // the document, and an innermost text
    else
        require(xml.error().offset >= 0 && xml.error().offset <= body.size());
    const WebhookPayload payload = readWebhookPayload(body);
    require(!payload.event || !payload.notes.contains(QStringLiteral("not-json")));
    require(payload.notes.size() <= mostNotes);
    return 0;
}
