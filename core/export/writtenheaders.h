// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace kaunt {

/// Replaces the values of header fields that are written in a text, as in a trace or a command of curl, and that carry
/// credentials (namesCredential()): "X-Api-Key: …" to the end of the line or the string. Of names that are one word
/// only Authorization and Cookie: others are words of sentences. Likewise members that have a line of their own, as in
/// YAML (namesCredentialMember()): "token: …", one word or in quotes. What was replaced is added to `found`: the name.
/// Pure; linear in the text.
void redactWrittenHeaders(QByteArray& text, QSet<QString>& found);

} // namespace kaunt
