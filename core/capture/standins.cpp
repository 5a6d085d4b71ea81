// SPDX-License-Identifier: MIT
#include "core/capture/standins.h"

#include "core/asciicharacters.h"
#include "core/capture/jsonstandins.h"
#include "core/capture/redactedtext.h"
#include "core/codetable.h"
#include "core/randombytes.h"
#include "core/webhook/doctor/textforms.h"
#include "core/webhook/signature.h"

#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

namespace kaunt {

namespace {

constexpr qsizetype mostNames = 2'000; ///< that texts are searched for
constexpr qsizetype shortestName = 2;
constexpr qsizetype saltBytes = 32;
constexpr CodeTable<StandIns::Kind, 7> standInCodes{{{StandIns::Kind::Identifier, "identifier"},
                                                     {StandIns::Kind::Company, "company"},
                                                     {StandIns::Kind::Name, "name"},
                                                     {StandIns::Kind::Mail, "mail"},
                                                     {StandIns::Kind::Host, "host"},
                                                     {StandIns::Kind::Peer, "peer"},
                                                     {StandIns::Kind::Text, "text"}}};
static_assert(static_cast<size_t>(StandIns::Kind::Text) + 1 == standInCodes.size(), "each of them");

QRegularExpression anchored(const char* pattern)
{
    return QRegularExpression(QRegularExpression::anchoredPattern(QLatin1String(pattern)));
}

const QRegularExpression& uuids()
{
    static const QRegularExpression all(
        QStringLiteral("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"));
    return all;
}

/// "tenants", "v1", "invoicecodingproposals", "kaunt-hook".
bool isApiWord(const QString& segment)
{
    static const QRegularExpression word = anchored("[A-Za-z][A-Za-z_-]{0,40}|v\\d{1,3}");
    return word.match(segment).hasMatch();
}

/// Those of Kaunt's own paths [doc].
bool isKauntsWord(const QString& segment)
{
    static const QSet<QString> words{QStringLiteral("v1"), QStringLiteral("tenants"), QStringLiteral("companies"),
                                     QStringLiteral("invoicecodingproposals")};
    return words.contains(segment.toLower());
}

bool isWordAt(const QString& text, qsizetype at, qsizetype length)
{
    const auto isPart = [&text](qsizetype place) {
        return place >= 0 && place < text.size() && text.at(place).isLetterOrNumber();
    };
    return !isPart(at - 1) && !isPart(at + length);
}

bool isKnownHost(const QString& host)
{
    const QString lower = host.toLower();
    return lower == QLatin1String("kaunt.com") || lower.endsWith(QLatin1String(".kaunt.com")) ||
           lower == QLatin1String("localhost") || lower == QLatin1String("[::1]") ||
           lower.startsWith(QLatin1String("127."));
}

bool isRedactedText(const QString& text)
{
    return text == QLatin1String(redactedText);
}

QString percentDecoded(const QString& text)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(text.toUtf8()));
}

QString percentEncoded(const QString& text)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(text));
}

} // namespace

StandIns::StandIns()
    : m_salt(randomBytes(saltBytes))
{
}

QString StandIns::kindCode(Kind kind)
{
    return codeIn(standInCodes, kind);
}

bool StandIns::isPlain(const QString& value)
{
    static const QRegularExpression harmless = anchored(
        "[-+]?\\d{1,3}|[-+]?\\d{1,9}[.,]\\d{1,4}|\\d{4}-\\d{2}-\\d{2}(T[0-9:.]{5,16}(Z|[-+]\\d{2}:?\\d{2})?)?");
    return value.isEmpty() || harmless.match(value).hasMatch();
}

QByteArray StandIns::noise(const QByteArray& value, int round) const
{
    const QByteArray key = hmacSha256(m_salt, QByteArray::number(round) + ' ' + value); // so that it is read once
    QByteArray bytes;
    for (qsizetype part = 0; bytes.size() < value.size() + 1; ++part)
        bytes += hmacSha256(key, QByteArray::number(part));
    return bytes;
}

QByteArray StandIns::digest(const QByteArray& bytes) const
{
    QByteArray found = noise("digest " + bytes, 0);
    found.resize(bytes.size());
    return found;
}

/// The same value in another case is the same UUID; its version and variant stay.
QString StandIns::uuid(const QString& value) const
{
    constexpr qsizetype version = 14;
    constexpr qsizetype variant = 19;
    const QByteArray lower = value.toLower().toLatin1();
    const QByteArray digits = noise("uuid " + lower, 0).toHex();
    QString text = value;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text.at(i) != u'-' && i != version && i != variant)
            text[i] = QLatin1Char(digits.at(i));
    }
    return value == value.toLower() ? text : text.toUpper();
}

QString StandIns::scrambled(const QString& value, int round) const
{
    constexpr int digits = 10;
    constexpr int hexLetters = 6;
    constexpr int letters = 26;
    constexpr qsizetype shortestHex = 16;
    static const QRegularExpression hex = anchored("[0-9a-fA-F-]+");
    const int letterCount = value.size() >= shortestHex && hex.match(value).hasMatch() ? hexLetters : letters;
    const QByteArray random = noise(value.toUtf8(), round);
    QString text = value;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<uchar>(random.at(i));
        if (text.at(i).isDigit())
            text[i] = QChar(u'0' + byte % digits);
        else if (text.at(i).isUpper())
            text[i] = QChar(u'A' + byte % letterCount);
        else if (text.at(i).isLetter() || text.at(i).unicode() > 0x7f)
            text[i] = QChar(u'a' + byte % letterCount);
    }
    return text;
}

QString StandIns::made(const QString& value, Kind kind)
{
    constexpr int mostRounds = 16;
    if (kind == Kind::Identifier) {
        for (int round = 0; round < mostRounds; ++round) {
            QString text = scrambled(value, round);
            if (text != value && !m_used.contains(text))
                return text;
        }
    }
    const QString number = QString::number(++m_made[kind]);
    switch (kind) {
    case Kind::Mail:
        return QStringLiteral("mail-%1@example.com").arg(number);
    case Kind::Host:
        return QStringLiteral("host-%1.example").arg(number);
    case Kind::Peer:
        return QStringLiteral("2001:db8::%1").arg(m_made[kind], 0, 16); // RFC 3849, for documentation
    default:
        return QStringLiteral("%1-%2").arg(kindCode(kind), number);
    }
}

QString StandIns::of(const QString& value, Kind kind)
{
    if (value.isEmpty())
        return value;
    if (textforms::isUuid(value)) {
        count(Kind::Identifier);
        return uuid(value);
    }
    auto known = m_known.find(value);
    if (known == m_known.end()) {
        known = m_known.insert(value, {made(value, kind), kind});
        m_used.insert(known->text);
    }
    if (kind == Kind::Company || kind == Kind::Name || kind == Kind::Host)
        learnName(value);
    count(known->kind);
    return known->text;
}

void StandIns::learnName(const QString& name)
{
    if (name.size() < shortestName || m_names.size() >= mostNames || isPlain(name) || m_sought.contains(name))
        return;
    m_sought.insert(name);
    const auto shorter = std::find_if(m_names.cbegin(), m_names.cend(),
                                      [&name](const QString& one) { return one.size() < name.size(); });
    m_names.insert(shorter, name);
}

QString StandIns::withoutNames(const QString& text, bool asWords)
{
    std::map<qsizetype, QString> found; // by their places
    const auto isFree = [&found](qsizetype from, qsizetype to) {
        const auto next = found.lower_bound(to);
        return next == found.begin() || std::prev(next)->first + std::prev(next)->second.size() <= from;
    };
    for (const QString& name : std::as_const(m_names)) {
        const bool isShort = name.size() == shortestName;
        const Qt::CaseSensitivity letters = isShort ? Qt::CaseSensitive : Qt::CaseInsensitive;
        qsizetype at = text.indexOf(name, 0, letters);
        for (; at >= 0; at = text.indexOf(name, at + 1, letters)) {
            const bool isOne = (!isShort && !asWords) || isWordAt(text, at, name.size());
            if (isOne && isFree(at, at + name.size()))
                found.emplace(at, name);
        }
    }
    QString out;
    qsizetype from = 0;
    for (const auto& [at, name] : found) {
        out += text.mid(from, at - from) + of(name, Kind::Name);
        from = at + name.size();
    }
    return out + text.mid(from);
}

QString StandIns::ofUnknown(const QString& value)
{
    static const QRegularExpression mail = anchored("[^\\s@]+@[^\\s@]+");
    static const QRegularExpression url = anchored("https?://\\S+");
    static const QRegularExpression identifier = anchored("(?=.*\\d)\\S+");
    if (isPlain(value))
        return value;
    if (url.match(value).hasMatch())
        return ofUrl(value);
    if (mail.match(value).hasMatch())
        return of(value, Kind::Mail);
    return of(value, identifier.match(value).hasMatch() ? Kind::Identifier : Kind::Text);
}

QString StandIns::ofAuthority(const QString& authority)
{
    static const QRegularExpression parts = anchored("(?:.*@)?+(\\[[^\\]]*\\]|[^:]*)(:\\d*)?");
    const QRegularExpressionMatch match = parts.match(authority);
    const QString host = match.hasMatch() ? match.captured(1) : authority;
    const QString port = match.hasMatch() ? match.captured(2) : QString();
    return (isKnownHost(host) ? host : of(host.toLower(), Kind::Host)) + port;
}

QString StandIns::ofSegment(const QString& segment, const QString& before)
{
    const QString decoded = percentDecoded(segment);
    if (before.compare(QLatin1String("companies"), Qt::CaseInsensitive) == 0)
        return percentEncoded(of(decoded, Kind::Company));
    const bool isOwner = before.compare(QLatin1String("tenants"), Qt::CaseInsensitive) == 0;
    const bool isWord = isApiWord(segment) && (isKauntsWord(segment) || !m_known.contains(decoded));
    if (!isOwner && (segment.isEmpty() || isWord))
        return isKauntsWord(segment) ? segment : withoutNames(segment, true);
    return percentEncoded(of(decoded, Kind::Identifier));
}

QString StandIns::ofQuery(const QString& query)
{
    QStringList parameters = query.split(u'&');
    for (QString& parameter : parameters) {
        const qsizetype equals = parameter.indexOf(u'=');
        if (equals < 0 && isApiWord(parameter))
            continue;
        QString written = parameter.left(std::max(equals, qsizetype{0}));
        const QString name = percentDecoded(written);
        const QString value = percentDecoded(parameter.mid(equals + 1));
        if (const QString other = isRedactedText(name) ? name : keyWithStandIn(name, *this); other != name)
            written = percentEncoded(other);
        if (equals >= 0)
            written += u'=';
        parameter = written + (isPlain(value) || isRedactedText(value) ? parameter.mid(equals + 1)
                                                                       : percentEncoded(ofUnknown(value)));
    }
    return parameters.join(u'&');
}

QString StandIns::ofPath(const QString& path)
{
    const qsizetype question = path.indexOf(u'?');
    QStringList segments = path.left(question).split(u'/');
    QString before;
    for (QString& segment : segments)
        segment = ofSegment(segment, std::exchange(before, segment));
    const QString replaced = segments.join(u'/');
    return question < 0 ? replaced : replaced + u'?' + ofQuery(path.mid(question + 1));
}

QString StandIns::ofUrl(const QString& url)
{
    static const QRegularExpression parts = anchored("([a-zA-Z]+://)([^/?#]*)([^#]*)(#.*)?");
    const QRegularExpressionMatch match = parts.match(url);
    if (!match.hasMatch())
        return of(url, Kind::Text);
    const QString fragment = match.captured(4);
    return match.captured(1) + ofAuthority(match.captured(2)) + ofPath(match.captured(3)) +
           (fragment.isEmpty() ? QString() : u'#' + of(fragment.mid(1), Kind::Identifier));
}

QString StandIns::inText(const QString& text)
{
    // A mail address and a long number begin where their letters do, or behind what was found before them: to look for
    // one from each of its letters would take the square of their number.
    static const QRegularExpression telling(
        QStringLiteral("https?://[^\\s\"'<>]+|(?:(?<![^\\s@\"'<>()])|\\G)[^\\s@\"'<>()]++@[^\\s@\"'<>()]+|%1|"
                       "(?:(?<![\\w-])|\\G)[\\w-]*\\d{5}[\\w-]*")
            .arg(uuids().pattern()),
        QRegularExpression::UseUnicodePropertiesOption);
    const QString replaced = withoutNames(text, false);
    QString out;
    qsizetype from = 0;
    QRegularExpressionMatchIterator found = telling.globalMatch(replaced);
    while (found.hasNext()) {
        const QRegularExpressionMatch match = found.next();
        out += replaced.mid(from, match.capturedStart() - from) + ofUnknown(match.captured());
        from = match.capturedEnd();
    }
    return out + replaced.mid(from);
}

QByteArray StandIns::masked(QByteArray bytes)
{
    if (bytes.isEmpty())
        return bytes;
    ++m_counts[maskedCode()];
    for (char& byte : bytes) {
        const auto value = static_cast<uchar>(byte);
        if (value > 0x7f)
            byte = '\xff';
        else if (isAsciiDigit(byte))
            byte = '0';
        else if (QChar(QLatin1Char(byte)).isLetter())
            byte = 'x';
    }
    return bytes;
}

} // namespace kaunt
