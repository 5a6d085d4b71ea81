// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/invoicecodingproposal.h"

#include <QHash>
#include <QList>
#include <QString>

namespace kaunt {

/// Which lines the posting groups of a proposal are made of.
class GroupedLines {
public:
    explicit GroupedLines(const QList<InvoiceLine>& lines);

    /// Their places, from 0, each once. Empty where one of them is not to be found, or could be another one: a number
    /// may be that of several lines.
    [[nodiscard]] QList<qsizetype> of(const PostingGroup& group) const;

private:
    qsizetype m_count;
    QHash<QString, qsizetype> m_byNumber;
};

} // namespace kaunt
