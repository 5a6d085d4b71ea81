// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/secretquotes.h"

#include "core/webhook/doctor/textforms.h"

#include <QRegularExpression>

#include <algorithm>

namespace kaunt {

namespace {

using Bytes = const QByteArray&;
using Changed = std::optional<QByteArray>;

Finding quoted(const QString& quotes, const char* change)
{
    return {QStringLiteral("secret-quoted"),
            {{QStringLiteral("quotes"), quotes}, {QStringLiteral("change"), QLatin1String(change)}}};
}

struct Quotes {
    QByteArray open;
    QByteArray close;
};

const std::vector<Quotes>& quotePairs()
{
    static const std::vector<Quotes> pairs{{"\"", "\""},   {"'", "'"},
                                           {"`", "`"},     {"\\\"", "\\\""},
                                           {"<", ">"},     {"[", "]"},
                                           {"{", "}"},     {"(", ")"},
                                           {"“", "”"},     {"‘", "’"},
                                           {"‹", "›"},     {"＂", "＂"},
                                           {"«", "»"},     {"”", "”"},
                                           {"„", "“"},     {"»", "«"},
                                           {"’", "’"},     {"\"", "\","},
                                           {"\"", "\";"},  {"'\"", "\"'"},
                                           {"\"'", "'\""}, {"b'", "'"},
                                           {"b\"", "\""},  {"r\"", "\""},
                                           {"[\"", "\"]"}, {"&quot;", "&quot;"},
                                           {"%22", "%22"}, {"\\u0022", "\\u0022"},
                                           {"**", "**"},   {"```", "```"},
                                           {"\"", ""},     {"", "\""},
                                           {"'", ""},      {"", "'"},
                                           {"'", "',"},    {"<code>", "</code>"}};
    return pairs;
}

/// A line of a shell's or a settings file, or a member of a JSON object.
Changed unassigned(Bytes text)
{
    static const QRegularExpression assignment(
        QStringLiteral(R"re(^(?:export\s+|set\s+)?["']?[A-Za-z_][A-Za-z0-9_.\-]*["']?\s*[=:]\s*([^=\s].*)$)re"));
    const QRegularExpressionMatch match = assignment.match(QString::fromUtf8(text));
    return match.hasMatch() ? Changed(match.captured(1).toUtf8()) : Changed();
}

bool isWordEnd(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// The last word of "Webhook secret: …", of a line of a Dockerfile's, of two secrets in two lines: no `=` but padding.
Changed behindLabel(Bytes secret)
{
    qsizetype end = secret.size();
    while (end > 0 && secret[end - 1] == '=')
        --end;
    qsizetype from = end;
    while (from > 0 && !isLabelEnd(secret[from - 1]))
        --from;
    return from > 0 && from < end ? Changed(secret.mid(from)) : Changed();
}

Changed beforeWords(Bytes secret)
{
    const auto* const blank = std::find_if(secret.begin(), secret.end(), isWordEnd);
    const qsizetype at = blank - secret.begin();
    return at > 0 && at < secret.size() ? Changed(secret.first(at)) : Changed();
}

/// A name where there is one, else words.
QJsonObject labelBefore(Bytes ours, Bytes key)
{
    const QByteArray label = ours.chopped(key.size()).trimmed();
    return {{QStringLiteral("quotes"),
             label.endsWith('=') || label.endsWith(':') ? QStringLiteral("=") : QStringLiteral(" ")}};
}

/// Two marks that belong together in some language or font, and the blanks that French puts within.
Changed unquoted(Bytes secret)
{
    const QString text = textforms::textOf(secret).value_or(QString());
    constexpr qsizetype shortest = 3;
    if (text.size() < shortest || !isQuotationMark(text.front()) || !isQuotationMark(text.back()))
        return {};
    return text.mid(1).chopped(1).trimmed().toUtf8();
}

bool isMark(QChar c)
{
    constexpr char16_t firstBeyondAscii = 0x80;
    return c.isSpace() || (c.unicode() >= firstBeyondAscii && !c.isLetterOrNumber() && !c.isSurrogate());
}

/// Bullets, dashes, an ellipsis: what a page shows around a text of plain ASCII.
Changed withoutMarks(Bytes secret)
{
    QStringView text;
    const QString whole = textforms::textOf(secret).value_or(QString());
    text = whole;
    while (!text.isEmpty() && isMark(text.front()))
        text = text.sliced(1);
    while (!text.isEmpty() && isMark(text.back()))
        text.chop(1);
    const bool isAscii = std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() < 0x80; });
    return isAscii && text.size() < whole.size() ? Changed(text.toUtf8()) : Changed();
}

QJsonObject marksAround(Bytes ours, Bytes key)
{
    const qsizetype begin = ours.indexOf(key);
    const QString before = QString::fromUtf8(ours.first(begin)).trimmed();
    const QString behind = QString::fromUtf8(ours.mid(begin + key.size())).trimmed();
    return {{QStringLiteral("quotes"), before.isEmpty() ? behind : before}};
}

} // namespace

void addQuotes(std::vector<SecretStep>& steps)
{
    for (const Quotes& quotes : quotePairs()) {
        const QString name = QString::fromUtf8(quotes.open.isEmpty() ? quotes.close : quotes.open);
        steps.push_back({quoted(name, "removed"),
                         [quotes](Bytes s) {
                             const bool isQuoted = s.size() > quotes.open.size() + quotes.close.size() &&
                                                   s.startsWith(quotes.open) && s.endsWith(quotes.close);
                             return isQuoted ? Changed(s.mid(quotes.open.size()).chopped(quotes.close.size()))
                                             : Changed();
                         },
                         true});
        steps.push_back(
            {quoted(name, "added"), [quotes](Bytes s) { return quotes.open + s + quotes.close; }, name == u"\""});
    }
    steps.push_back({quoted({}, "removed"), unquoted, true, marksAround});
    steps.push_back({quoted({}, "removed"), withoutMarks, true, marksAround});
    for (const char mark : {',', ';', '.'}) {
        steps.push_back({quoted(QString(QLatin1Char(mark)), "removed"),
                         [mark](Bytes s) { return s.endsWith(mark) ? Changed(s.chopped(1)) : Changed(); }, true});
    }
    for (const QByteArray& prefix :
         {QByteArray("whsec_"), QByteArray("sha256="), QByteArray("Bearer "), QByteArray("0x"), QByteArray("base64:"),
          QByteArray("hex:"), QByteArray("- "), QByteArray("Basic "), QByteArray("v1:"), QByteArray("urn:uuid:")}) {
        const QString name = QString::fromLatin1(prefix);
        steps.push_back({quoted(name, "removed"),
                         [prefix](Bytes s) { return s.startsWith(prefix) ? Changed(s.mid(prefix.size())) : Changed(); },
                         true});
        steps.push_back({quoted(name, "added"), [prefix](Bytes s) { return prefix + s; }});
    }
    steps.push_back({quoted(QStringLiteral("="), "removed"), unassigned, true});
    Finding words = quoted(QStringLiteral(" "), "removed");
    words.detail.insert(QStringLiteral("at"), QStringLiteral("start"));
    steps.push_back({words, behindLabel, true, labelBefore});
    words.detail.insert(QStringLiteral("at"), QStringLiteral("end"));
    steps.push_back({words, beforeWords, true});
}

bool isLabelEnd(char c)
{
    return c == '=' || c == ':' || isWordEnd(c);
}

bool isQuotationMark(QChar c)
{
    return c.category() == QChar::Punctuation_InitialQuote || c.category() == QChar::Punctuation_FinalQuote ||
           QStringView(u"\"'„‚′″＂＇〝〞").contains(c);
}

} // namespace kaunt
