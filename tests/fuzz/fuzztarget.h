// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// What libFuzzer calls with each input, and the replay of the kept corpora with each file. Defined once per target;
/// ends the program where a promise is broken.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace kaunt::test {

/// Holds in every build, unlike an assert.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

inline QByteArrayView viewOf(const std::uint8_t* data, std::size_t size)
{
    return {data, static_cast<qsizetype>(size)};
}

} // namespace kaunt::test
