// SPDX-License-Identifier: MIT
#include "core/webhook/formparts.h"

#include "core/asciicharacters.h"

#include <algorithm>
#include <iterator>

namespace kaunt {

namespace {

constexpr QByteArrayView dashes("--");

struct Parameter {
    QByteArray name; ///< in lower case
    QByteArray value;
};

bool isHeadBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/// How a backslash before a quotation mark that seems to be the closing one is read.
enum class LastBackslash {
    Escapes,         ///< as it is specified
    StandsForItself, ///< as of those who write the paths of Windows
};

/// With nothing but another parameter behind it.
bool looksClosing(QByteArrayView text, qsizetype quote)
{
    const auto* const behind = std::find_if_not(text.begin() + quote + 1, text.end(), isHeadBlank);
    return behind == text.end() || *behind == ';';
}

/// What stands from an opening quotation mark on, to the closing one or the end; `at` is behind it then. A backslash
/// stands for itself but before a quotation mark or another one: some write the paths of Windows.
QByteArray quotedText(QByteArrayView text, qsizetype& at, LastBackslash last)
{
    QByteArray out;
    for (++at; at < text.size() && text.at(at) != '"'; ++at) {
        const char next = at + 1 < text.size() ? text.at(at + 1) : '\0';
        const bool isQuote = next == '"' && (last == LastBackslash::Escapes || !looksClosing(text, at + 1));
        if (text.at(at) == '\\' && (isQuote || next == '\\'))
            ++at;
        if (text.at(at) != '\r' && text.at(at) != '\n')
            out += text.at(at);
    }
    ++at;
    return out;
}

QList<Parameter> parametersOf(QByteArrayView value, LastBackslash last)
{
    QList<Parameter> found;
    qsizetype at = std::distance(value.begin(), std::find(value.begin(), value.end(), ';'));
    while (at < value.size()) {
        const auto* const start = value.begin() + at + 1;
        const auto* const sign =
            std::find_if(start, value.end(), [](char c) { return c == '=' || c == ';' || c == '"'; });
        const QByteArray name = QByteArrayView(start, sign).trimmed().toByteArray().toLower();
        at = std::distance(value.begin(), sign);
        if (at < value.size() && value.at(at) == '=') {
            at = std::distance(value.begin(), std::find_if_not(sign + 1, value.end(), isHeadBlank));
            QByteArray given;
            if (at < value.size() && value.at(at) == '"')
                given = quotedText(value, at, last);
            const qsizetype from = std::min(at, value.size());
            at = std::distance(value.begin(), std::find(value.begin() + from, value.end(), ';'));
            given += value.sliced(from, at - from).trimmed().toByteArray();
            found.append({name, given});
        } else if (at < value.size() && value.at(at) == '"') {
            (void)quotedText(value, at, last);
            at = std::distance(value.begin(), std::find(value.begin() + std::min(at, value.size()), value.end(), ';'));
        }
    }
    return found;
}

/// "UTF-8'en'a%20b"; what has not that form stands for itself.
QByteArray extendedText(const QByteArray& value)
{
    const qsizetype charset = value.indexOf('\'');
    const qsizetype language = charset < 0 ? -1 : value.indexOf('\'', charset + 1);
    return QByteArray::fromPercentEncoding(value.mid(language + 1));
}

/// `name*1`, `name*1*`
bool isPieceOfName(const QByteArray& name)
{
    constexpr QByteArrayView beginning("name*");
    return name.size() > beginning.size() && name.startsWith(beginning) && isAsciiDigit(name.at(beginning.size()));
}

QList<QByteArray> namesIn(QByteArrayView disposition, LastBackslash last)
{
    QList<QByteArray> names;
    QByteArray pieces;
    const QList<Parameter> parameters = parametersOf(disposition, last);
    for (const Parameter& parameter : parameters) {
        if (parameter.name == "name")
            names.append(parameter.value);
        else if (parameter.name == "name*")
            names.append(extendedText(parameter.value));
        else if (isPieceOfName(parameter.name))
            pieces += parameter.name.endsWith('*') ? extendedText(parameter.value) : parameter.value;
    }
    if (!pieces.isEmpty())
        names.append(pieces);
    return names;
}

/// Those first that it has as specified; what it has in another reading may be meant all the same.
QList<QByteArray> namesIn(QByteArrayView disposition)
{
    QList<QByteArray> names = namesIn(disposition, LastBackslash::Escapes);
    if (!disposition.contains("\\\""))
        return names;
    const QList<QByteArray> others = namesIn(disposition, LastBackslash::StandsForItself);
    std::copy_if(others.cbegin(), others.cend(), std::back_inserter(names),
                 [&names](const QByteArray& name) { return !names.contains(name); });
    return names;
}

/// The end of a field that goes on in each line which begins with white space (RFC 5322 section 2.2.3).
qsizetype endOfField(QByteArrayView text, qsizetype from)
{
    constexpr qsizetype longest = 4'096;
    const qsizetype most = std::min(text.size(), from + longest);
    for (qsizetype at = from; at < most; ++at) {
        const bool isFolded = at + 1 < text.size() && (text.at(at + 1) == ' ' || text.at(at + 1) == '\t');
        if (text.at(at) == '\n' && !isFolded)
            return at;
    }
    return most;
}

/// A line of which the delimiter was found; nothing where more stands in it.
std::optional<DelimiterLine> delimiterLine(const QByteArray& text, qsizetype at, qsizetype size)
{
    DelimiterLine line{at, at + size, false};
    line.isClosing = QByteArrayView(text).sliced(line.end).startsWith(dashes);
    line.end += line.isClosing ? dashes.size() : 0;
    while (line.end < text.size() && text.at(line.end) != '\n' && isHeadBlank(text.at(line.end)))
        ++line.end;
    if (line.end < text.size() && text.at(line.end) != '\n')
        return std::nullopt;
    line.end = std::min(line.end + 1, text.size());
    for (const char c : {'\n', '\r'}) {
        if (line.begin > 0 && text.at(line.begin - 1) == c)
            --line.begin;
    }
    return line;
}

} // namespace

QByteArray headerParameter(QByteArrayView value, QByteArrayView name)
{
    const QList<Parameter> parameters = parametersOf(value, LastBackslash::Escapes);
    const auto found = std::find_if(parameters.cbegin(), parameters.cend(),
                                    [name](const Parameter& parameter) { return parameter.name == name; });
    return found == parameters.cend() ? QByteArray() : found->value;
}

QByteArray partDelimiter(const QByteArray& text, const QByteArray& contentType)
{
    constexpr qsizetype longest = 72; // a boundary of 70 characters behind two hyphens
    const QByteArray boundary = headerParameter(contentType, "boundary");
    if (!boundary.isEmpty() && boundary.size() + dashes.size() <= longest) {
        QByteArray delimiter = dashes.toByteArray() + boundary;
        if (nextDelimiter(text, 0, delimiter))
            return delimiter;
    }
    const qsizetype end = text.left(longest + 2).indexOf('\n');
    const QByteArray line = end < 0 ? QByteArray() : text.first(end).trimmed();
    return line.size() > dashes.size() && line.startsWith(dashes) ? line : QByteArray();
}

std::optional<DelimiterLine> nextDelimiter(const QByteArray& text, qsizetype from, QByteArrayView delimiter)
{
    for (qsizetype at = text.indexOf(delimiter, from); at >= 0; at = text.indexOf(delimiter, at + 1)) {
        if (at > 0 && text.at(at - 1) != '\n')
            continue;
        if (const auto line = delimiterLine(text, at, delimiter.size()))
            return line;
    }
    return std::nullopt;
}

qsizetype beginOfPartValue(QByteArrayView text, qsizetype from)
{
    for (qsizetype feed = text.indexOf('\n', from); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
        const QByteArrayView next = text.sliced(feed + 1);
        if (next.startsWith("\r\n") || next.startsWith('\n'))
            return feed + 1 + (next.startsWith('\n') ? 1 : 2);
    }
    return -1;
}

std::optional<Disposition> dispositionAt(QByteArrayView text, qsizetype at)
{
    const qsizetype behind = at + dispositionField.size();
    if (text.size() < behind ||
        text.sliced(at, dispositionField.size()).compare(dispositionField, Qt::CaseInsensitive) != 0)
        return std::nullopt;
    const auto* const colon = std::find_if_not(text.begin() + behind, text.end(), isHeadBlank);
    if (colon == text.end() || *colon != ':')
        return std::nullopt;
    const qsizetype from = std::distance(text.begin(), colon) + 1;
    const qsizetype end = endOfField(text, from);
    const QByteArrayView value = text.sliced(from, end - from);
    const QByteArrayView type(value.begin(), std::find(value.begin(), value.end(), ';'));
    return Disposition{type.trimmed().toByteArray().toLower(), namesIn(value), end};
}

QByteArray partName(QByteArrayView head)
{
    const QByteArray lower = head.toByteArray().toLower();
    for (qsizetype at = lower.indexOf(dispositionField); at >= 0; at = lower.indexOf(dispositionField, at + 1)) {
        const auto disposition = at == 0 || lower.at(at - 1) == '\n' ? dispositionAt(head, at) : std::nullopt;
        if (disposition && !disposition->names.isEmpty())
            return disposition->names.constFirst();
    }
    return {};
}

} // namespace kaunt
