// SPDX-License-Identifier: MIT
#include "core/export/textcredentials.h"

#include "core/capture/redactedtext.h"
#include "core/export/credentiallooks.h"
#include "core/export/jsoncredentials.h"
#include "core/export/unescaped.h"
#include "core/export/urlcredentials.h"

#include <algorithm>

namespace kaunt {

namespace {

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
bool redactEscaped(QByteArray& part, QSet<QString>& found, int layers)
{
    if (!part.contains('\\'))
        return false;
    const Unescaped unescaped(part);
    QByteArray inner = unescaped.text();
    if (inner == part)
        return false;
    redactText(inner, found, layers - 1);
    if (inner != unescaped.text())
        part = unescaped.written(inner);
    return true;
}

/// Nothing that is found here goes beyond a quotation mark.
QByteArray plainRedacted(QByteArray text, QSet<QString>& found, int layers)
{
    redactCredentialLooks(text, found); // first: a parameter may end within one
    redactUrls(text, found, layers);
    return text;
}

} // namespace

void redactText(QByteArray& text, QSet<QString>& found, int layers)
{
    if (text.isEmpty() || text == redactedText)
        return;
    if (layers == 0) {
        text = redactedText;
        found.insert(QStringLiteral("nested"));
        return;
    }
    redactJsonMembers(text, found);
    QByteArray out;
    qsizetype upTo = 0;
    for (qsizetype from = 0; from < text.size();) {
        const qsizetype quote = nextQuote(text, from);
        QByteArray part = text.mid(from, quote - from);
        if (redactEscaped(part, found, layers)) {
            out += plainRedacted(text.mid(upTo, from - upTo), found, layers) + part;
            upTo = quote;
        }
        from = quote + 1;
    }
    text = out + plainRedacted(text.mid(upTo), found, layers);
}

void redactFormText(QByteArray& form, QSet<QString>& found)
{
    redactText(form, found); // first: what looks like a form may be a URL
    redactForm(form, found, mostTextLayers);
}

} // namespace kaunt
