// SPDX-License-Identifier: MIT
#include "ui/keptfilters.h"

#include <algorithm>

namespace kaunt {

KeptFilters::KeptFilters(const QStringList& recent, const QList<NamedFilter>& saved)
{
    for (auto expression = recent.crbegin(); expression != recent.crend(); ++expression)
        addRecent(*expression);
    for (const NamedFilter& filter : saved)
        (void)save(filter.name, filter.expression);
}

void KeptFilters::addRecent(const QString& expression)
{
    const QString trimmed = expression.trimmed();
    if (trimmed.isEmpty())
        return;
    m_recent.removeAll(trimmed);
    m_recent.prepend(trimmed);
    if (m_recent.size() > mostRecent)
        m_recent.resize(mostRecent);
}

bool KeptFilters::save(const QString& name, const QString& expression)
{
    const NamedFilter filter{name.trimmed(), expression.trimmed()};
    if (filter.name.isEmpty() || filter.expression.isEmpty())
        return false;
    const auto place = std::find_if(m_saved.begin(), m_saved.end(),
                                    [&filter](const NamedFilter& one) { return one.name == filter.name; });
    if (place != m_saved.end()) {
        place->expression = filter.expression;
        return true;
    }
    if (m_saved.size() >= mostSaved)
        return false;
    m_saved.append(filter);
    std::sort(m_saved.begin(), m_saved.end(), [](const NamedFilter& left, const NamedFilter& right) {
        return QString::localeAwareCompare(left.name, right.name) < 0;
    });
    return true;
}

void KeptFilters::remove(const QString& name)
{
    m_saved.removeIf([&name](const NamedFilter& filter) { return filter.name == name; });
}

} // namespace kaunt
