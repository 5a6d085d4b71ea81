// SPDX-License-Identifier: MIT
#include "tests/fuzz/fuzztarget.h"
#include "tests/fuzz/requestsequence.h"

/// The first byte says where the others are cut; they are what a client sends on one connection.
int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size > 0)
        kaunt::test::requireSameHoweverCut(kaunt::test::viewOf(data + 1, size - 1), data[0]);
    return 0;
}
