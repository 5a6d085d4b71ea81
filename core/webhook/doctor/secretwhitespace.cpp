// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/secretwhitespace.h"

#include "core/webhook/doctor/textforms.h"

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

using Bytes = const QByteArray&;
using Changed = std::optional<QByteArray>;

struct WhiteSpace {
    const char* name;
    const char* bytes;
};

constexpr std::array<WhiteSpace, 27> whiteSpaces{{{"LF", "\n"},
                                                  {"CRLF", "\r\n"},
                                                  {"SPACE", " "},
                                                  {"CR", "\r"},
                                                  {"TAB", "\t"},
                                                  {"LF LF", "\n\n"},
                                                  {"SPACE SPACE", "  "},
                                                  {"BOM", "\xef\xbb\xbf"},
                                                  {"NBSP", "\xc2\xa0"},
                                                  {"ZWSP", "\xe2\x80\x8b"},
                                                  {"WJ", "\xe2\x81\xa0"},
                                                  {"NBSP", "\xa0"},
                                                  {"SPACE LF", " \n"},
                                                  {"ZWNJ", "\xe2\x80\x8c"},
                                                  {"LRM", "\xe2\x80\x8e"},
                                                  {"LS", "\xe2\x80\xa8"},
                                                  {"NEL", "\xc2\x85"},
                                                  {"SPACE CRLF", " \r\n"},
                                                  {"LF LF LF", "\n\n\n"},
                                                  {"TAB TAB", "\t\t"},
                                                  {"SPACE SPACE SPACE", "   "},
                                                  {"U+00AD", "\xc2\xad"},
                                                  {"U+3000", "\xe3\x80\x80"},
                                                  {"U+202F", "\xe2\x80\xaf"},
                                                  {"VT", "\v"},
                                                  {"FF", "\f"},
                                                  {"SUB", "\x1a"}}};

qsizetype whiteAtStart(Bytes text, qsizetype from)
{
    for (const WhiteSpace& white : whiteSpaces) {
        const QByteArrayView bytes(white.bytes);
        if (QByteArrayView(text).sliced(from).startsWith(bytes))
            return bytes.size();
    }
    return from < text.size() && (text[from] == '\0' || text[from] == '\v' || text[from] == '\f') ? 1 : 0;
}

qsizetype whiteAtEnd(Bytes text, qsizetype end)
{
    for (const WhiteSpace& white : whiteSpaces) {
        const QByteArrayView bytes(white.bytes);
        if (QByteArrayView(text).first(end).endsWith(bytes))
            return bytes.size();
    }
    return end > 0 && (text[end - 1] == '\0' || text[end - 1] == '\v' || text[end - 1] == '\f') ? 1 : 0;
}

/// White space of any script, and what shows nothing at all: soft hyphens, joiners, direction marks, controls.
bool isInvisible(QChar c)
{
    switch (c.category()) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Separator_Space:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
        return true;
    default:
        return false;
    }
}

QByteArray trimmed(Bytes text, bool atStart, bool atEnd)
{
    if (const auto decoded = textforms::textOf(text)) {
        QString visible = *decoded;
        while (atEnd && !visible.isEmpty() && isInvisible(visible.back()))
            visible.chop(1);
        while (atStart && !visible.isEmpty() && isInvisible(visible.front()))
            visible.remove(0, 1);
        return visible.toUtf8();
    }
    qsizetype from = 0;
    while (const qsizetype length = atStart ? whiteAtStart(text, from) : 0)
        from += length;
    qsizetype end = text.size();
    while (const qsizetype length = atEnd && end > from ? whiteAtEnd(text, end) : 0)
        end -= length;
    return text.mid(from, std::max(end - from, qsizetype(0)));
}

/// Without what does not show; of a text with NULs something else is wrong than that.
Changed joined(Bytes text)
{
    const auto decoded = textforms::textOf(text);
    return decoded && !text.contains('\0') ? Changed(QString(*decoded).removeIf(isInvisible).toUtf8()) : Changed();
}

QString nameOf(QChar c)
{
    const QByteArray bytes = QString(c).toUtf8();
    const auto* const known = std::find_if(whiteSpaces.begin(), whiteSpaces.end(),
                                           [&bytes](const WhiteSpace& white) { return bytes == white.bytes; });
    return known == whiteSpaces.end() ? QStringLiteral("U+%1").arg(c.unicode(), 4, 16, QLatin1Char('0')).toUpper()
                                      : QLatin1String(known->name);
}

QJsonObject namedCharacters(const QString& invisible)
{
    constexpr qsizetype mostNames = 4;
    QStringList names;
    for (const QChar c : QStringView(invisible).first(std::min(invisible.size(), mostNames)))
        names.append(nameOf(c));
    return {{QStringLiteral("characters"), names.join(u' ').replace(QStringLiteral("CR LF"), QStringLiteral("CRLF"))}};
}

/// What stands around the key.
QJsonObject charactersAround(Bytes ours, Bytes key)
{
    const qsizetype begin = ours.indexOf(key);
    const auto around = textforms::textOf(ours.first(begin) + ours.mid(begin + key.size()));
    return around ? namedCharacters(*around) : QJsonObject();
}

QJsonObject charactersWithin(Bytes ours, Bytes)
{
    const QString text = textforms::textOf(ours).value_or(QString());
    const auto first = std::find_if(text.begin(), text.end(), isInvisible);
    QString invisible = text;
    invisible.removeIf([](QChar c) { return !isInvisible(c); });
    QJsonObject told = namedCharacters(invisible);
    told.insert(QStringLiteral("position"), qint64(first - text.begin()) + 1);
    return told;
}

/// As a MIME encoder or a terminal breaks a long line.
Changed wrapped(Bytes secret, qsizetype width)
{
    QByteArray lines = secret;
    for (qsizetype at = width; at < lines.size(); at += width + 1)
        lines.insert(at, '\n');
    return lines == secret ? Changed() : Changed(lines);
}

Finding whiteSpace(const char* side, const char* place, const char* characters)
{
    return findingOf("secret-whitespace", {{"side", side}, {"at", place}, {"characters", characters}});
}

} // namespace

void addWhiteSpace(std::vector<SecretStep>& steps)
{
    steps.push_back({whiteSpace("configured", "end", nullptr), [](Bytes s) { return trimmed(s, false, true); }, true,
                     charactersAround});
    steps.push_back({whiteSpace("configured", "start", nullptr), [](Bytes s) { return trimmed(s, true, false); }, true,
                     charactersAround});
    steps.push_back({whiteSpace("configured", "both", nullptr), [](Bytes s) { return trimmed(s, true, true); }, true,
                     charactersAround});
    steps.push_back({whiteSpace("configured", "within", nullptr), joined, false, charactersWithin});
    for (const WhiteSpace& white : whiteSpaces) {
        const QByteArray bytes(white.bytes);
        const bool isCommon = bytes == "\n" || bytes == "\r\n";
        steps.push_back({whiteSpace("sender", "end", white.name), [bytes](Bytes s) { return s + bytes; }, isCommon});
        steps.push_back({whiteSpace("sender", "start", white.name), [bytes](Bytes s) { return bytes + s; }});
        steps.push_back({whiteSpace("sender", "both", white.name), [bytes](Bytes s) { return bytes + s + bytes; }});
    }
    steps.push_back({whiteSpace("sender", "both", "SPACE LF"), [](Bytes s) { return ' ' + s + '\n'; }});
    for (const qsizetype width : {76, 64})
        steps.push_back({whiteSpace("sender", "within", "LF"), [width](Bytes s) { return wrapped(s, width); }});
}

} // namespace kaunt
