// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace kaunt {

/// Replaces the user info of URLs in a text (RFC 3986 section 3.2.1); where no scheme stands in front, only what has a
/// password. Likewise "user:password@host" without slashes, where a port or a path is behind it or it is written like a
/// password: else it may be an address of mail behind a label. Found is "user info". Pure; linear in the text.
void redactUserInfo(QByteArray& text, QSet<QString>& found);

} // namespace kaunt
