// SPDX-License-Identifier: MIT
#include "tests/fuzz/fuzztarget.h"
#include "tests/fuzz/requestsequence.h"

namespace {

constexpr char head[] = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

} // namespace

/// The first byte says where the chunks, which are the others, are cut.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0)
        return 0;
    QByteArray request(head);
    const qsizetype headBytes = request.size();
    request.append(kaunt::test::viewOf(data + 1, size - 1));
    kaunt::test::requireSameHoweverCut(request, headBytes + data[0]);
    return 0;
}
