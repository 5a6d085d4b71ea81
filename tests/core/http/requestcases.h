// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace kaunt::test {

/// Bytes of a client and what has to become of them.
struct RequestCase {
    static constexpr int accepted = 0;
    static constexpr int incomplete = -1;

    const char* name; ///< begins with the section of the RFC
    QByteArray bytes;
    int outcome = accepted; ///< or incomplete, or the status of the refusal
    QByteArray body{};      ///< where accepted
};

[[nodiscard]] QList<RequestCase> requestLineCases();
[[nodiscard]] QList<RequestCase> fieldCases();
[[nodiscard]] QList<RequestCase> framingCases();
[[nodiscard]] QList<RequestCase> chunkCases();

} // namespace kaunt::test
