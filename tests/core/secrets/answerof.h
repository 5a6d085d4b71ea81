// SPDX-License-Identifier: MIT
#pragma once

#include "core/secrets/secretstore.h"

#include <QTest>

namespace kaunt::test {

/// Waits for a store's answer; Failed, with a detail that says so, where none comes.
template <typename Value>
[[nodiscard]] Result<Value, SecretError> answerOf(const QFuture<Result<Value, SecretError>>& future)
{
    constexpr int longest = 30'000;
    if (!QTest::qWaitFor([&] { return future.isFinished(); }, longest) || future.resultCount() == 0)
        return failure(SecretError{SecretError::Code::Failed, QStringLiteral("no answer")});
    return future.result();
}

} // namespace kaunt::test
