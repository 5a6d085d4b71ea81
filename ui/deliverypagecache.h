// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/logreader.h"

#include <QCache>
#include <QList>
#include <QObject>
#include <QSet>

namespace kaunt {

/// The deliveries that a list has on display or had a moment ago: bounded, filled by the reader on demand, what was
/// unused for longest goes first. What is wanted last is read first, and of what is wanted while a question runs only
/// the latest is kept, so that scrolling past thousands of rows costs nothing. GUI thread; the reader outlives it.
class DeliveryPageCache final : public QObject {
    Q_OBJECT

public:
    static constexpr int capacity = 4'096;
    static constexpr int mostWanted = 256;

    explicit DeliveryPageCache(LogReader& reader, QObject* parent = nullptr);

    /// Null where it has not been read. The pointer is good until control is back in the event loop.
    [[nodiscard]] const DeliverySummary* find(qint64 number) const;
    /// What stands at the payload paths; null where it has not been read. As long as the pointer above.
    [[nodiscard]] const QStringList* findValues(qint64 number) const;
    /// The paths whose values are read along.
    void setPaths(const QStringList& paths);
    void put(const DeliverySummary& delivery);
    /// Another process may have changed what the log says of them: each is told as it is here, and read again when it
    /// is wanted.
    void doubtAll();
    [[nodiscard]] bool isDoubted(qint64 number) const;
    void remove(qint64 number);
    /// Whether it is being read already.
    [[nodiscard]] bool isPending(qint64 number) const { return m_pending.contains(number); }
    /// Reads those that are not there, or doubted; `loaded` follows for those that the log has.
    void want(const QList<qint64>& numbers);
    /// Reads those again that are there; of very many, the last once they are wanted.
    void reload(const QList<qint64>& numbers);

Q_SIGNALS:
    void loaded(const QList<qint64>& numbers);

private:
    struct Entry {
        DeliverySummary summary;
        QStringList values; ///< one for each path, or not read
        bool isDoubted = false;
    };
    struct Page {
        QList<DeliverySummary> summaries;
        QHash<qint64, QStringList> values;
    };

    [[nodiscard]] static Result<Page, LogError> readPage(const LogQueries& log, const QList<qint64>& numbers,
                                                         const QStringList& paths);
    void doubt(qint64 number);
    void addWanted(const QList<qint64>& numbers);
    void updatePending();
    void ask();
    void take(const Result<Page, LogError>& answer, const QStringList& paths);

    LogReader& m_reader;
    QStringList m_paths;
    QCache<qint64, Entry> m_deliveries{capacity};
    QList<qint64> m_wanted;      ///< the latest first
    QList<qint64> m_asked;       ///< of the question that runs
    QSet<qint64> m_pending;      ///< both of them
    QSet<qint64> m_doubtedSince; ///< of those asked: the answer may be from before
};

} // namespace kaunt
