// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/sortkey.h"

#include <QList>

namespace kaunt {

/// Rows with their keys, packed: some 70 bytes for a row that is sorted by a UUID. Each part of a log is sorted as it
/// is read, and the parts are merged in the end, so that no step takes long. A plain value.
class SortRun {
public:
    void add(const SortedRow& row);
    void sort(bool isAscending);

    /// The numbers of sorted runs, in one order.
    [[nodiscard]] static QList<qint64> merged(const QList<SortRun>& runs, bool isAscending);

private:
    struct Entry {
        quint64 start = 0; ///< the first eight bytes of the key as a number: mostly they decide
        qint64 number = 0;
        quint32 offset = 0;
        quint16 length = 0;
        bool hasKey = false;
    };
    class Order;

    QList<Entry> m_entries;
    QByteArray m_keys;
};

} // namespace kaunt
