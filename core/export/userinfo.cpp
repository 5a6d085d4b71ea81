// SPDX-License-Identifier: MIT
#include "core/export/userinfo.h"

#include "core/asciicharacters.h"
#include "core/capture/redactedtext.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <iterator>

namespace kaunt {

namespace {

constexpr char userInfo[] = "user info";

bool endsAuthority(char c)
{
    return (c >= 0 && c <= ' ') || QByteArrayView("\"<>/?#\\").contains(c);
}

bool isRedactedUser(QByteArrayView user)
{
    return QByteArray::fromPercentEncoding(user.toByteArray()) == redactedText;
}

void redactAuthorities(QByteArray& text, QSet<QString>& found)
{
    constexpr QByteArrayView slashes("//");
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf(slashes); at >= 0; at = text.indexOf(slashes, at + 1)) {
        const qsizetype start = at + slashes.size();
        const auto end = std::find_if(text.cbegin() + start, text.cend(), endsAuthority);
        const QByteArray authority = text.mid(start, std::distance(text.cbegin(), end) - start);
        const QByteArray user = authority.left(std::max(authority.lastIndexOf('@'), qsizetype{0}));
        const bool isUrl = at > 0 && text.at(at - 1) == ':';
        if (user.isEmpty() || isRedactedUser(user) || (!isUrl && !user.contains(':')))
            continue;
        out += text.mid(from, start - from) + redactedText;
        from = start + user.size();
        found.insert(QLatin1String(userInfo));
    }
    text = from == 0 ? text : out + text.mid(from);
}

struct BareAuthority {
    QByteArrayView user;
    QByteArrayView password;
    QByteArrayView host;
    QByteArrayView behind; ///< the host
};

/// Around an `@`; empty where there is none.
BareAuthority authorityAround(const QByteArray& text, qsizetype from, qsizetype at)
{
    constexpr qsizetype longest = 100; // of either part
    const auto isOfName = [](char c) { return isAsciiLetterOrDigit(c) || QByteArrayView(".-_").contains(c); };
    const auto isBorder = [](char c) { return endsAuthority(c) || c == ',' || c == '\''; };
    const QByteArrayView rest = QByteArrayView(text).sliced(at + 1).first(std::min(longest, text.size() - at - 1));
    const qsizetype host = std::distance(rest.begin(), std::find_if_not(rest.begin(), rest.end(), isOfName));
    if (host == 0)
        return {};
    qsizetype begin = at;
    while (begin > from && at - begin < longest && !isBorder(text.at(begin - 1)))
        --begin;
    const QByteArrayView before = QByteArrayView(text).sliced(begin, at - begin);
    const qsizetype colon = before.indexOf(':');
    if (colon < 0)
        return {};
    qsizetype name = colon;
    while (name > 0 && isOfName(before.at(name - 1)))
        --name;
    return {before.sliced(name, colon - name), before.sliced(colon + 1), rest.first(host), rest.sliced(host)};
}

bool beginsWithPort(QByteArrayView text)
{
    constexpr qsizetype mostDigits = 5;
    if (!text.startsWith(':'))
        return false;
    const auto end = std::find_if_not(text.begin() + 1, text.end(), isAsciiDigit);
    const qsizetype digits = std::distance(text.begin() + 1, end);
    return digits > 0 && digits <= mostDigits && (end == text.end() || !isAsciiLetterOrDigit(*end));
}

bool isWrittenLikePassword(QByteArrayView text)
{
    constexpr qsizetype shortest = 8;
    const auto hasBetween = [text](char first, char last) {
        return std::any_of(text.begin(), text.end(), [first, last](char c) { return c >= first && c <= last; });
    };
    return text.size() >= shortest && hasBetween('a', 'z') && hasBetween('A', 'Z') && hasBetween('0', '9');
}

/// What is called by a number is a time of day or an image's version.
bool hasPassword(const BareAuthority& authority)
{
    static constexpr std::array withoutPasswords{"mailto", "sip", "sips", "xmpp", "acct"};
    if (authority.user.isEmpty() || authority.password.isEmpty() || !isAsciiLetter(authority.user.front()))
        return false;
    const bool isAddress =
        std::any_of(withoutPasswords.begin(), withoutPasswords.end(), [&authority](const char* scheme) {
            return authority.user.compare(scheme, Qt::CaseInsensitive) == 0;
        });
    const bool hasPath = authority.behind.startsWith('/') || authority.behind.startsWith('('); // "tcp(…)"
    return !isAddress && (beginsWithPort(authority.behind) || (hasPath && isAsciiLetter(authority.host.front())) ||
                          (authority.host.contains('.') && isWrittenLikePassword(authority.password)));
}

void redactBareAuthorities(QByteArray& text, QSet<QString>& found)
{
    QByteArray out;
    qsizetype from = 0;
    for (qsizetype at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
        const BareAuthority authority = authorityAround(text, from, at);
        if (!hasPassword(authority) || isRedactedUser(authority.password))
            continue;
        const qsizetype start = std::distance(text.cbegin(), authority.user.begin());
        out += text.mid(from, start - from) + redactedText;
        from = at;
        found.insert(QLatin1String(userInfo));
    }
    text = from == 0 ? text : out + text.mid(from);
}

} // namespace

void redactUserInfo(QByteArray& text, QSet<QString>& found)
{
    redactAuthorities(text, found);
    redactBareAuthorities(text, found);
}

} // namespace kaunt
