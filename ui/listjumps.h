// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/jump.h"
#include "core/storage/logreader.h"

#include <QObject>

namespace kaunt {

/// Goes from a delivery to the nearest refused one, the nearest that tells of a failure, or the next of the same event,
/// by the log's own order and within what the list is filtered to. The log is searched, in parts, not the list, so
/// that others are answered in between. GUI thread; the reader outlives it.
class ListJumps final : public QObject {
    Q_OBJECT

public:
    explicit ListJumps(LogReader& reader, QObject* parent = nullptr);

    /// Takes the place of a jump that is still on its way. One of `found` and `ended` follows.
    void start(const Jump& jump, const DeliveryQuery& query);

Q_SIGNALS:
    void found(qint64 number);
    /// What to say where it leads nowhere.
    void ended(const QString& sentence);
    /// It takes a while.
    void searching();

private:
    void ask(qint64 from);
    void take(const Result<JumpPart, LogError>& answer);

    LogReader& m_reader;
    Jump m_jump;
    DeliveryQuery m_query;
    quint64 m_id = 0; ///< of the newest jump; answers for others are dropped
    bool m_isLong = false;
};

} // namespace kaunt
