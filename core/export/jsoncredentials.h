// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace kaunt {

/// Replaces the strings and numbers of members whose names are those of credentials, wherever a text has something like
/// JSON: in an object, in JSON within a string, in a body that was cut. Everything else stays byte for byte. What was
/// replaced is added to `found`: the member's name. Pure; linear in the text.
void redactJsonMembers(QByteArray& text, QSet<QString>& found);

} // namespace kaunt
