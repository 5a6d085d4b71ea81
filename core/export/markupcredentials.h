// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace kaunt {

/// Replaces the texts and attributes of elements of XML or HTML whose names are those of credentials
/// (namesCredentialMember()), and of all elements within; attributes that are called so; and where one attribute names
/// a credential, what the other says: <add key="ApiKey" value="…"/>, <meta name="csrf-token" content="…">. Prefixes of
/// names do not count, and names of namespaces stay. Nothing that is found goes beyond a quotation mark of JSON. What
/// was well-formed is again, and everything else stays byte for byte. What was replaced is added to `found`: the
/// element's name, the attribute's, or the one that it is called by. Pure; linear in the text.
void redactMarkup(QByteArray& text, QSet<QString>& found);

} // namespace kaunt
