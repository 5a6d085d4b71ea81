// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/textredaction.h"

#include <QByteArray>

namespace kaunt {

/// Texts within texts that are looked into: JSON in a string of JSON, in a parameter of a URL, percent-encoded twice …
inline constexpr int mostTextLayers = 8;

/// Replaces all credentials in a text: known secrets, members of JSON (jsoncredentials.h), elements and attributes of
/// XML and HTML (markupcredentials.h), parts of a form (multipartcredentials.h), what is one by its looks
/// (credentiallooks.h), written header fields (writtenheaders.h), and what URLs carry (urlcredentials.h), each also in
/// a string of JSON, as it reads without its escapes, in base64 (base64credentials.h), and in the names and values of
/// parameters, decoded. What stands deeper than `layers` is replaced whole. What was JSON is JSON again; everything
/// else stays byte for byte, but that a string or a value within which something was replaced may have the same letters
/// encoded in another way. What was replaced is added to `found`. Pure; linear in the text.
void redactText(QByteArray& text, TextRedaction& redaction, int layers = mostTextLayers);
/// Likewise of a form (application/x-www-form-urlencoded).
void redactFormText(QByteArray& form, TextRedaction& redaction);

} // namespace kaunt
