// SPDX-License-Identifier: MIT
#include "core/http/requestline.h"

#include "core/asciicharacters.h"
#include "core/http/syntax.h"

#include <algorithm>

namespace kaunt::http {

namespace {

bool isOriginForm(QByteArrayView target)
{
    const auto question = target.indexOf('?');
    const QByteArrayView path = question < 0 ? target : target.first(question);
    return path.startsWith('/') && isUriText(path, "/:@") &&
           (question < 0 || isUriText(target.sliced(question + 1), "/:@?"));
}

bool isAbsoluteForm(QByteArrayView target)
{
    const auto schemeEnd = target.indexOf("://");
    if (schemeEnd < 0)
        return false;
    const QByteArrayView scheme = target.first(schemeEnd);
    if (!equalsIgnoringCase(scheme, "http") && !equalsIgnoringCase(scheme, "https"))
        return false;
    const QByteArrayView rest = target.sliced(schemeEnd + 3);
    qsizetype end = 0;
    while (end < rest.size() && rest[end] != '/' && rest[end] != '?')
        ++end;
    if (!isAuthority(rest.first(end)))
        return false;
    const QByteArrayView path = rest.sliced(end);
    return path.isEmpty() || (path.startsWith('?') ? isUriText(path.sliced(1), "/:@?") : isOriginForm(path));
}

/// Which form goes with which method: RFC 9112 section 3.2.
bool isTargetOf(QByteArrayView method, QByteArrayView target)
{
    if (method == "CONNECT")
        return isAuthority(target, true);
    if (target == "*")
        return method == "OPTIONS";
    return isOriginForm(target) || isAbsoluteForm(target);
}

/// HTTP-version = HTTP-name "/" DIGIT "." DIGIT
constexpr QByteArrayView versionForm = "HTTP/1.1";

bool mayBecomeVersion(QByteArrayView text)
{
    const auto fits = [](char c, char form) { return isAsciiDigit(form) ? isAsciiDigit(c) : c == form; };
    return text.size() <= versionForm.size() && std::equal(text.begin(), text.end(), versionForm.begin(), fits);
}

} // namespace

int judgeVersionSoFar(QByteArrayView version)
{
    if (!mayBecomeVersion(version))
        return 400;
    return version.size() < versionForm.size() || version == "HTTP/1.1" || version == "HTTP/1.0" ? 0 : 505;
}

Result<RequestLine, int> parseRequestLine(QByteArrayView line, const Limits& limits)
{
    const auto methodEnd = line.indexOf(' ');
    if (methodEnd < 0 || !isToken(line.first(methodEnd)))
        return failure(400);
    RequestLine parsed;
    parsed.method = line.first(methodEnd);
    if (parsed.method.size() > maxMethodBytes)
        return failure(501);
    const QByteArrayView rest = line.sliced(methodEnd + 1);
    const auto targetEnd = rest.indexOf(' ');
    parsed.target = targetEnd < 0 ? rest : rest.first(targetEnd);
    if (parsed.target.size() > limits.maxTargetBytes)
        return failure(414);
    if (targetEnd < 0)
        return failure(isTargetOf(parsed.method, parsed.target) ? 505 : 400);
    const QByteArrayView version = rest.sliced(targetEnd + 1);
    if (parsed.target.isEmpty() || version.size() != versionForm.size())
        return failure(400);
    // Before the target's form: the preface of HTTP/2 is "PRI * HTTP/2.0" (RFC 9113 section 3.4).
    if (const int status = judgeVersionSoFar(version); status != 0)
        return failure(status);
    if (!isTargetOf(parsed.method, parsed.target))
        return failure(400);
    parsed.version = version == "HTTP/1.1" ? Version::Http11 : Version::Http10;
    return parsed;
}

} // namespace kaunt::http
