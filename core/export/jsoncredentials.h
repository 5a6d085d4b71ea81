// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace kaunt {

/// Replaces the strings and numbers of members whose names are those of credentials, and all strings and numbers within
/// an array or an object that is called so, wherever a text has something like JSON, also where it was cut; not what
/// stands within a string. Likewise the strings where a pair tells that they are of an Authorization, a cookie or an
/// API key: {"name":"Authorization","value":"…"} in either order, ["Authorization","…"]. What was JSON is JSON again,
/// and everything else stays byte for byte. What was replaced is added to `found`: the member's name, or the header's,
/// or "credential" where that can't be told as it is. Pure; linear in the text.
void redactJsonMembers(QByteArray& text, QSet<QString>& found);

} // namespace kaunt
