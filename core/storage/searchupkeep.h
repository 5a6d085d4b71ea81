// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logdatabase.h"

#include <QStringList>

namespace kaunt {

/// Keeps a SearchIndex as small as its log: segments of which the log has nothing left go, those of which it has only
/// what has a mark or a note, which may stay for years, are made anew of that, once, and pages are given back, some at
/// a time. In the index's thread; the connection outlives it.
class SearchUpkeep {
public:
    explicit SearchUpkeep(const LogDatabase& index)
        : m_index(index)
    {
    }

    [[nodiscard]] Result<void, LogError> run() const;

private:
    [[nodiscard]] Result<void, LogError> dropRemoved() const;
    [[nodiscard]] Result<void, LogError> drop(const QString& table, const QString& entry) const;
    [[nodiscard]] Result<void, LogError> thinDeliveries() const;
    [[nodiscard]] Result<void, LogError> thinResources() const;
    [[nodiscard]] Result<void, LogError> thin(const QString& name, const QStringList& anew) const;

    const LogDatabase& m_index;
};

} // namespace kaunt
