// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace kaunt {

/// Replaces the values of a form's fields that are sent as parts (multipart/form-data, RFC 7578) where a field's name
/// is that of a credential (namesCredentialMember()), also of a part that was cut. What stands between the parts stays
/// byte for byte. What was replaced is added to `found`: the name. Pure; linear in the text.
void redactFormParts(QByteArray& text, QSet<QString>& found);

} // namespace kaunt
