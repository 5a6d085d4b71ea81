// SPDX-License-Identifier: MIT
#pragma once

#include <QFuture>
#include <QFutureWatcher>
#include <QObject>

#include <utility>

namespace kaunt {

/// Calls `then` with the answer of a LogReader or a SecretStore, in the thread of `context`, unless the question was
/// cancelled or `context` is gone by then. QFuture::then(context, …) is no substitute: in Qt 6.4 it asserts that the
/// context still lives when the answer comes.
template <typename Answer, typename Then>
void whenAnswered(QObject* context, const QFuture<Answer>& future, Then then)
{
    auto* watcher = new QFutureWatcher<Answer>(context);
    QObject::connect(watcher, &QFutureWatcherBase::finished, context, [watcher, then = std::move(then)]() mutable {
        watcher->deleteLater();
        if (watcher->future().resultCount() > 0)
            then(watcher->result());
    });
    watcher->setFuture(future);
}

} // namespace kaunt
