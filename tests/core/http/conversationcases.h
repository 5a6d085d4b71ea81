// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

namespace kaunt::test {

/// All that a client sends on one connection, and what the server makes of it. Of the server it is known that it has
/// /a, which takes POST and answers 200; another method is answered 405 there, another path 404.
struct ConversationCase {
    enum class End { Stays, Closes };

    const char* name; ///< begins with the section of the RFC
    QByteArray bytes;
    QList<int> statuses;          ///< of all answers, the interim ones too
    End end = End::Stays;         ///< before the client ends its side
    QList<QByteArray> executed{}; ///< the bodies that were handed out
};

[[nodiscard]] QList<ConversationCase> persistenceCases();
[[nodiscard]] QList<ConversationCase> refusalCases();
[[nodiscard]] QList<ConversationCase> smugglingCases();

/// POST /a with the field lines given and a Host.
[[nodiscard]] QByteArray postWith(const QByteArray& fields, const QByteArray& rest = {});
/// The same with a Content-Length.
[[nodiscard]] QByteArray postOf(const QByteArray& body);

} // namespace kaunt::test
