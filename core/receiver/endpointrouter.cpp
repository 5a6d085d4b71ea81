// SPDX-License-Identifier: MIT
#include "core/receiver/endpointrouter.h"

#include "core/asciicharacters.h"
#include "core/editdistance.h"
#include "core/hexdigits.h"
#include "core/http/callableaddress.h"
#include "core/urltext.h"

#include <QUrl>

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace kaunt {

namespace {

bool isUnreserved(char c)
{
    return isAsciiLetterOrDigit(c) || c == '-' || c == '.' || c == '_' || c == '~';
}

/// The octet that an escape such as "%6b" at this place stands for; nothing where there is none.
std::optional<char> octetAt(const QByteArray& path, qsizetype at)
{
    const QByteArray digits = path.mid(at + 1, 2);
    const bool isEscape = path.at(at) == '%' && digits.size() == 2 && isHexDigits(digits);
    return isEscape ? std::optional(QByteArray::fromHex(digits).at(0)) : std::nullopt;
}

/// One spelling of those that mean the same path (RFC 3986 section 6.2.2): unreserved characters stand for themselves,
/// all other escapes are kept, in capitals. An escaped slash is no slash.
QByteArray onePath(const QByteArray& path)
{
    constexpr qsizetype escapeLength = 3;
    if (!path.contains('%'))
        return path;
    QByteArray one;
    one.reserve(path.size());
    for (qsizetype at = 0; at < path.size();) {
        const auto octet = octetAt(path, at);
        if (octet && !isUnreserved(*octet))
            one += path.mid(at, escapeLength).toUpper();
        else
            one += octet.value_or(path.at(at));
        at += octet ? escapeLength : 1;
    }
    return one;
}

/// What a sender writes into the request line; escapes that stand in the path already are kept.
QByteArray encodedPath(const QString& path)
{
    QUrl url;
    url.setPath(path, QUrl::TolerantMode);
    return onePath(forRequestLine(url.path(QUrl::FullyEncoded)));
}

/// In small letters, without slashes that mean nothing.
QByteArray plainPath(const QByteArray& path)
{
    QByteArray plain = path.toLower();
    while (plain.contains("//"))
        plain.replace("//", "/");
    while (plain.size() > 1 && plain.endsWith('/'))
        plain.chop(1);
    return plain;
}

/// As it is read: a stranger may have sent any other.
bool isMisspelt(const QByteArray& path, const QByteArray& own)
{
    constexpr qsizetype longest = 128;
    constexpr qsizetype mostEdits = 2;
    constexpr qsizetype lettersToAnEdit = 4;
    const QByteArray read = QByteArray::fromPercentEncoding(path).trimmed();
    if (read.size() > longest || std::abs(read.size() - own.size()) > mostEdits)
        return false;
    const qsizetype edits = editsBetween(read, own);
    return edits <= mostEdits && edits * lettersToAnEdit <= own.size();
}

} // namespace

bool isEndpointPath(QStringView path)
{
    return path.startsWith(u'/') && path.size() <= longestEndpointPath &&
           std::none_of(path.cbegin(), path.cend(), [](QChar c) {
               return c.isSpace() || c.category() == QChar::Other_Control || c == u'?' || c == u'#';
           });
}

EndpointRouter::EndpointRouter(const QList<Endpoint>& endpoints)
    : m_endpoints(endpoints)
{
    m_paths.reserve(m_endpoints.size());
    for (const Endpoint& endpoint : m_endpoints)
        m_paths.append(encodedPath(endpoint.path));
}

const Endpoint* EndpointRouter::find(const QByteArray& path) const
{
    const qsizetype place = m_paths.indexOf(path.contains('%') ? onePath(path) : path);
    return place < 0 ? nullptr : &m_endpoints.at(place);
}

const Endpoint* EndpointRouter::findSimilar(const QByteArray& path) const
{
    const QByteArray plain = plainPath(onePath(path));
    for (const Endpoint& endpoint : m_endpoints) {
        const QByteArray own = plainPath(encodedPath(endpoint.path));
        const bool isPart = own.size() > 1 && (plain.endsWith(own) || (plain.size() > 1 && own.endsWith(plain)));
        if (plain == own || isPart)
            return &endpoint;
    }
    for (const Endpoint& endpoint : m_endpoints) {
        const QByteArray own = plainPath(encodedPath(endpoint.path));
        const bool isBeginning =
            own.size() > 1 && plain.size() > 1 && (plain.startsWith(own + '/') || own.startsWith(plain + '/'));
        if (isBeginning || isMisspelt(plain, own))
            return &endpoint;
    }
    return nullptr;
}

QList<ListeningEndpoint> EndpointRouter::urls(const QHostAddress& address, quint16 port, Scheme scheme) const
{
    QList<ListeningEndpoint> listening;
    listening.reserve(m_endpoints.size());
    for (const Endpoint& endpoint : m_endpoints) {
        QUrl url;
        url.setScheme(scheme == Scheme::Https ? QStringLiteral("https") : QStringLiteral("http"));
        url.setHost(http::callableAddress(address).toString());
        url.setPort(port);
        url.setPath(QString::fromLatin1(encodedPath(endpoint.path)), QUrl::TolerantMode);
        listening.append({endpoint.name, url, address});
    }
    return listening;
}

QUrl receiverUrl(const ReceiverSettings& settings)
{
    const auto scheme = settings.servedTls().isEmpty() ? EndpointRouter::Scheme::Http : EndpointRouter::Scheme::Https;
    const quint16 port = settings.port == 0 ? defaultReceiverPort : settings.port;
    return EndpointRouter(settings.endpoints).urls(settings.address, port, scheme).value(0).url;
}

} // namespace kaunt
