// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace kaunt {

/// Replaces the values of pairs that stand in a list and are called like a credential (namesCredentialMember()), as
/// connection strings have them: parted by semicolons ("Server=a;Password=b c", as ADO.NET, ODBC and JDBC write it,
/// also with blanks around the sign and in quotes or braces) or by blanks ("host=a password=b", as libpq does). A lone
/// pair may be of any sentence, and what stands in a query has other ends: both stay. A value with blanks ends with its
/// element, or its sentence, and has 256 bytes at most; of a longer one only the first word goes. Found is ";Password".
/// Nothing goes beyond a quotation mark but what it begins. Pure; linear in the text.
void redactListedPairs(QByteArray& text, QSet<QString>& found);

} // namespace kaunt
