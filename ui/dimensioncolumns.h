// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"

#include <QStringList>

namespace kaunt {

/// The dimensions of a proposal as columns, in the order in which they first appear. They are the customer's own:
/// nothing about them is fixed. A plain value.
class DimensionColumns {
public:
    void add(const QString& id, const QString& name);

    [[nodiscard]] int count() const { return static_cast<int>(m_ids.size()); }
    [[nodiscard]] QString title(int column) const { return m_titles.at(column); }
    [[nodiscard]] QString id(int column) const { return m_ids.at(column); }

private:
    QStringList m_ids;
    QStringList m_titles;
};

[[nodiscard]] DimensionColumns dimensionColumns(const QList<LineProposal>& lines);
[[nodiscard]] DimensionColumns dimensionColumns(const QList<LineCombinations>& lines);

} // namespace kaunt
