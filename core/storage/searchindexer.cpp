// SPDX-License-Identifier: MIT
#include "core/storage/searchindexer.h"

#include "core/storage/searchindex.h"

#include <QTimer>

#include <chrono>
#include <utility>

namespace kaunt {

namespace {

/// Small enough that the log's write-ahead log is not held for long, nor the end of the program.
constexpr int batchSize = 200;
constexpr std::chrono::milliseconds gathering{500};

} // namespace

class SearchIndexer::Worker final : public QObject {
public:
    explicit Worker(QString directory)
        : m_directory(std::move(directory))
        , m_timer(new QTimer(this))
    {
        m_timer->setSingleShot(true);
        QObject::connect(m_timer, &QTimer::timeout, this, &Worker::step);
    }

    void wake()
    {
        if (!m_timer->isActive())
            m_timer->start(gathering);
    }

    void goOver()
    {
        m_index.reset();
        wake();
    }

private:
    void step()
    {
        if (QThread::currentThread()->isInterruptionRequested())
            return;
        if (!m_index) {
            auto opened = SearchIndex::open(m_directory);
            if (!opened)
                return;
            m_index = std::move(*opened);
        }
        const auto hasMore = m_index->catchUp(batchSize);
        if (hasMore && *hasMore)
            m_timer->start(0);
        else if (!hasMore || !m_index->dropRemoved())
            m_index.reset();
    }

    const QString m_directory;
    QTimer* m_timer;
    std::unique_ptr<SearchIndex> m_index;
};

SearchIndexer::SearchIndexer(const QString& directory)
    : m_thread(QStringLiteral("search indexer"), WorkThread::Share::Less)
{
    m_thread.start(std::make_unique<Worker>(directory));
    wake();
}

SearchIndexer::~SearchIndexer() = default;

void SearchIndexer::wake()
{
    m_thread.post(&Worker::wake);
}

void SearchIndexer::goOver()
{
    m_thread.post(&Worker::goOver);
}

} // namespace kaunt
