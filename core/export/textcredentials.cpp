// SPDX-License-Identifier: MIT
#include "core/export/textcredentials.h"

#include "core/capture/redactedtext.h"
#include "core/export/base64credentials.h"
#include "core/export/credentiallooks.h"
#include "core/export/jsoncredentials.h"
#include "core/export/markupcredentials.h"
#include "core/export/multipartcredentials.h"
#include "core/export/unescaped.h"
#include "core/export/urlcredentials.h"
#include "core/export/writtenheaders.h"

namespace kaunt {

namespace {

/// First, while they are whole: a parameter may end within one.
void replaceSecrets(QByteArray& text, TextRedaction& redaction)
{
    for (const SecretWritings& secret : redaction.secrets) {
        if (secret.replaceIn(text, redactedText))
            redaction.found.insert(QStringLiteral("secret"));
    }
}

/// Where the next quotation mark is that begins or ends a string.
qsizetype nextQuote(const QByteArray& text, qsizetype from)
{
    for (qsizetype at = from; at < text.size(); ++at) {
        if (text.at(at) == '"')
            return at;
        if (text.at(at) == '\\')
            ++at;
    }
    return text.size();
}

/// What stands between two quotation marks, where it has escapes. False where it has none.
bool redactEscaped(QByteArray& part, TextRedaction& redaction, int layers)
{
    if (!part.contains('\\'))
        return false;
    const Unescaped unescaped(part);
    QByteArray inner = unescaped.text();
    if (inner == part)
        return false;
    redactText(inner, redaction, layers - 1);
    if (inner != unescaped.text())
        part = unescaped.written(inner);
    return true;
}

/// Nothing that is found here goes beyond a quotation mark.
QByteArray plainRedacted(QByteArray text, TextRedaction& redaction, int layers)
{
    redactCredentialLooks(text, redaction.found); // first: a parameter may end within one
    redactWrittenHeaders(text, redaction.found);
    redactBase64(text, redaction, layers);
    redactUrls(text, redaction, layers);
    return text;
}

} // namespace

void redactText(QByteArray& text, TextRedaction& redaction, int layers)
{
    if (text.isEmpty() || text == redactedText)
        return;
    if (layers == 0) {
        text = redactedText;
        redaction.found.insert(QStringLiteral("nested"));
        return;
    }
    replaceSecrets(text, redaction);
    redactJsonMembers(text, redaction.found);
    redactMarkup(text, redaction.found);
    redactFormParts(text, redaction.found);
    if (!text.contains('\\')) {
        text = plainRedacted(text, redaction, layers);
        return;
    }
    QByteArray out;
    qsizetype upTo = 0;
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype quote = nextQuote(text, from);
        QByteArray part = text.mid(from, quote - from);
        if (redactEscaped(part, redaction, layers)) {
            out += plainRedacted(text.mid(upTo, from - upTo), redaction, layers) + part;
            upTo = quote;
        }
        from = quote + 1;
    }
    text = out + plainRedacted(text.mid(upTo), redaction, layers);
}

void redactFormText(QByteArray& form, TextRedaction& redaction)
{
    redactText(form, redaction); // first: what looks like a form may be a URL
    redactForm(form, redaction, mostTextLayers);
}

} // namespace kaunt
