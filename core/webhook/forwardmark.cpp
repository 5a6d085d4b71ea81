// SPDX-License-Identifier: MIT
#include "core/webhook/forwardmark.h"

namespace kaunt {

namespace {

constexpr QLatin1String notePrefix("pass-through:");

} // namespace

bool isForwarded(const HeaderList& headers)
{
    return !headerValues(headers, forwardHeaderName).isEmpty();
}

QString passThroughNote(const QString& target)
{
    return notePrefix + target.section(u'?', 0, 0);
}

std::optional<QString> notedPassThrough(const QStringList& notes)
{
    for (const QString& note : notes) {
        if (note.startsWith(notePrefix))
            return note.mid(notePrefix.size());
    }
    return std::nullopt;
}

} // namespace kaunt
