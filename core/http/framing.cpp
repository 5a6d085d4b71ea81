// SPDX-License-Identifier: MIT
#include "core/http/framing.h"

#include "core/asciicharacters.h"
#include "core/http/syntax.h"

#include <QList>

#include <algorithm>
#include <limits>

namespace kaunt::http {

namespace {

/// transfer-coding = token *( OWS ";" OWS transfer-parameter ); the token, or nothing where it is not that far.
QByteArrayView codingName(QByteArrayView coding)
{
    const auto semicolon = coding.indexOf(';');
    const QByteArrayView name = withoutBlanks(semicolon < 0 ? coding : coding.first(semicolon));
    return isToken(name) ? name : QByteArrayView();
}

/// Expect = #expectation: a list, whose empty members do not count (RFC 9110 sections 5.6.1 and 10.1.1).
Expectation expectationOf(QByteArrayView value)
{
    Expectation expectation = Expectation::None;
    const QList<QByteArray> members = value.toByteArray().split(',');
    for (const QByteArray& each : members) {
        const QByteArrayView member = withoutBlanks(each);
        if (member.isEmpty())
            continue;
        if (!equalsIgnoringCase(member, "100-continue"))
            return Expectation::Unknown;
        expectation = Expectation::Continue;
    }
    return expectation;
}

} // namespace

std::optional<FieldLine> splitFieldLine(QByteArrayView line)
{
    const auto colon = line.indexOf(':');
    if (colon < 1 || !isToken(line.first(colon)))
        return std::nullopt;
    return FieldLine{line.first(colon), withoutBlanks(line.sliced(colon + 1))};
}

int FramingRules::addField(const FieldLine& field)
{
    if (equalsIgnoringCase(field.name, "Host")) {
        if (m_hasHost || !isAuthority(field.value))
            return 400;
        m_hasHost = true;
    } else if (equalsIgnoringCase(field.name, "Content-Length")) {
        return addContentLength(field.value);
    } else if (equalsIgnoringCase(field.name, "Transfer-Encoding")) {
        if (m_hasTransferEncoding)
            m_transferEncoding += ',';
        m_transferEncoding += field.value;
        m_hasTransferEncoding = true;
    } else if (equalsIgnoringCase(field.name, "Expect")) {
        m_framing.expectation = std::max(m_framing.expectation, expectationOf(field.value));
    }
    return 0;
}

int FramingRules::addContentLength(QByteArrayView value)
{
    if (m_hasContentLength || !isAsciiDigits(value))
        return 400;
    m_hasContentLength = true;
    constexpr qint64 highest = std::numeric_limits<qint64>::max();
    for (const char c : value) {
        const int digit = c - '0';
        if (m_framing.contentLength > (highest - digit) / 10)
            return 400;
        m_framing.contentLength = m_framing.contentLength * 10 + digit;
    }
    return 0;
}

int FramingRules::judgeTransferEncoding() const
{
    const QList<QByteArray> codings = m_transferEncoding.split(',');
    qsizetype chunked = 0;
    bool unknown = false;
    bool chunkedIsLast = false;
    for (const QByteArray& coding : codings) {
        const QByteArrayView trimmed = withoutBlanks(coding);
        const QByteArrayView name = codingName(trimmed);
        if (name.isEmpty())
            return 400;
        chunkedIsLast = equalsIgnoringCase(name, "chunked");
        if (chunkedIsLast && trimmed.size() != name.size())
            return 400; // it has no parameters (RFC 9112 section 7.1)
        chunked += chunkedIsLast ? 1 : 0;
        unknown = unknown || !chunkedIsLast;
    }
    if (chunked > 1 || (chunked == 1 && !chunkedIsLast))
        return 400;
    return unknown ? 501 : 0;
}

Result<Framing, int> FramingRules::finish(Version version) const
{
    if (version == Version::Http11 && !m_hasHost)
        return failure(400);
    Framing framing = m_framing;
    if (m_hasTransferEncoding) {
        if (version == Version::Http10 || m_hasContentLength)
            return failure(400);
        if (const int status = judgeTransferEncoding(); status != 0)
            return failure(status);
        framing.chunked = true;
    }
    if (version == Version::Http10)
        framing.expectation = Expectation::None; // RFC 9110 section 10.1.1
    return framing;
}

} // namespace kaunt::http
