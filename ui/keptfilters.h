// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

namespace kaunt {

/// An expression under the name that the user gave it, of which there is one.
struct NamedFilter {
    QString name;
    QString expression;

    bool operator==(const NamedFilter&) const = default;
};

/// The filter expressions that were used of late, the latest first, and those that were given a name, by name. Both
/// bounded. A plain value.
class KeptFilters {
public:
    static constexpr qsizetype mostRecent = 12;
    static constexpr qsizetype mostSaved = 50;

    KeptFilters() = default;
    KeptFilters(const QStringList& recent, const QList<NamedFilter>& saved);

    [[nodiscard]] const QStringList& recent() const { return m_recent; }
    [[nodiscard]] const QList<NamedFilter>& saved() const { return m_saved; }

    void addRecent(const QString& expression);
    void clearRecent() { m_recent.clear(); }
    /// Takes the place of one with this name; false where there is no room for another, or no name.
    [[nodiscard]] bool save(const QString& name, const QString& expression);
    void remove(const QString& name);

    bool operator==(const KeptFilters&) const = default;

private:
    QStringList m_recent;
    QList<NamedFilter> m_saved;
};

} // namespace kaunt
