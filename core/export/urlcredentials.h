// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/textredaction.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QSet>
#include <QString>

namespace kaunt {

/// Whether a header of this name carries a credential: Authorization, cookies, keys, tokens, passwords, sessions. The
/// webhook's signature is none.
[[nodiscard]] bool namesCredential(QByteArrayView name);
/// Likewise of a member of JSON, where "key" alone may be anything.
[[nodiscard]] bool namesCredentialMember(QByteArrayView name);
/// Such a name as it can be told: where it has other signs than letters, digits and `marks` there may be a credential
/// in it, and it is "credential".
[[nodiscard]] QString toldName(QByteArrayView name, QByteArrayView marks);

/// Replaces what URLs in a text carry of that kind, wherever they stand in it: user info (userinfo.h), and the values
/// of parameters that are called so, or code, key, sig, signature … Percent-encoded names are read, and other names and
/// values looked into (redactText), which are `layers` - 1 deep then. Likewise the pairs of a list (listedpairs.h). A
/// text that JSON has escaped is to be had without its escapes. Found is "?token", "user info", ";Password". Pure;
/// linear in the text.
void redactUrls(QByteArray& text, TextRedaction& redaction, int layers);
/// Likewise of the parameters of a header's value ("for=10.0.0.1;secret=abc"), by namesCredential(). `isJson`: they
/// stand in strings of it.
void redactHeaderParameters(QByteArray& value, bool isJson, QSet<QString>& found);
/// Likewise of the parameters of a form (application/x-www-form-urlencoded), which a query is too.
void redactForm(QByteArray& form, TextRedaction& redaction, int layers);

} // namespace kaunt
