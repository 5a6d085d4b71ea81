// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QSet>
#include <QString>

namespace kaunt {

/// Whether a header's value is a credential by its looks, whatever the header is called: "Bearer …", "Basic …" and the
/// like.
[[nodiscard]] bool isCredential(QByteArrayView value);

/// Replaces what is a credential by its looks, wherever it stands in a text: what follows "Bearer" or "ApiKey" where
/// it is eight letters at least and no word, what follows "Basic" where it is base64 of a name and a password, what
/// follows "SharedKey", "SharedAccessSignature" and "AWS4-HMAC-SHA256" to the end of the line or string, and a JSON Web
/// Token (RFC 7519); also percent-encoded. Likewise a private key in PEM (RFC 7468), to the end of the string where it
/// is cut. A text that JSON has escaped is to be had without its escapes. What was replaced is added to `found`: the
/// scheme, "JWT", or "private key". Pure; linear in the text.
void redactCredentialLooks(QByteArray& text, QSet<QString>& found);

} // namespace kaunt
