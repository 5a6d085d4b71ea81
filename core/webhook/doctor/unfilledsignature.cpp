// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/unfilledsignature.h"

#include <QRegularExpression>

namespace kaunt {

bool isUnfilledSignature(const QByteArray& headerValue)
{
    constexpr qsizetype longest = 120;
    if (headerValue.size() > longest)
        return false;
    // JavaScript, Python, Go and Ruby; .NET; Java's byte[]; templates and variables that nobody has replaced.
    static const QRegularExpression unfilled(
        QStringLiteral(R"(^(?:sha256=)?(?:|undefined|null|none|nil|<nil>|nan|false|b''|""|''|\[object [A-Za-z ]+\]|)"
                       R"(Promise \{.*\}|<Buffer >|System\.[A-Za-z.]+(?:\[\])?|\[B@[0-9a-f]+|\$\{[^{}]*\}|)"
                       R"(\$[A-Za-z_]\w*|\{\{[^{}]*\}\}|%[A-Za-z_]\w*%|<?(?:your[-_ ]?)?signature>?)$)"),
        QRegularExpression::CaseInsensitiveOption);
    return unfilled.match(QString::fromLatin1(headerValue.trimmed())).hasMatch();
}

} // namespace kaunt
