// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/driftwatch.h"

#include <QCache>
#include <QObject>

namespace kaunt {

/// What the deliveries of a list have brought that is new to their contract: asked of the watch when they are looked
/// at, the latest first, and again once there is more to compare with. Bounded. GUI thread; the watch outlives it.
class DriftMarks final : public QObject {
    Q_OBJECT

public:
    explicit DriftMarks(DriftWatch& watch, QObject* parent = nullptr);

    /// Empty where there is nothing new, or it is not known yet: `told` follows then.
    [[nodiscard]] QList<DriftFinding> find(qint64 number);

Q_SIGNALS:
    /// These have other findings than before.
    void told(const QList<qint64>& numbers);
    /// What was found may be so no more: who shows it asks again.
    void outdated();

private:
    struct Entry {
        QList<DriftFinding> findings;
        quint64 age = 0;
    };

    void ask();
    void take(const DriftWatch::FindingsOfEach& answer, const QList<qint64>& asked, quint64 age);

    DriftWatch& m_watch;
    QCache<qint64, Entry> m_entries;
    QList<qint64> m_wanted; ///< the latest first
    quint64 m_age = 0;      ///< of what there is to compare with
    bool m_isAsking = false;
};

} // namespace kaunt
