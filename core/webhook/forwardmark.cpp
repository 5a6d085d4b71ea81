// SPDX-License-Identifier: MIT
#include "core/webhook/forwardmark.h"

namespace kaunt {

namespace {

constexpr QLatin1String passThroughPrefix("pass-through:");

} // namespace

bool isForwarded(const HeaderList& headers)
{
    return !headerValues(headers, forwardHeaderName).isEmpty();
}

QString passThroughNote(const QString& target)
{
    return passThroughPrefix + target.section(u'?', 0, 0);
}

std::optional<QString> notedPassThrough(const QStringList& notes)
{
    for (const QString& note : notes) {
        if (note.startsWith(passThroughPrefix))
            return note.mid(passThroughPrefix.size());
    }
    return std::nullopt;
}

} // namespace kaunt
