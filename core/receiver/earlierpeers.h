// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"

#include <QHostAddress>
#include <QList>
#include <QObject>
#include <QThread>

#include <memory>

namespace kaunt {

/// Where the first deliveries of events came from in earlier runs, read from the log in a thread of its own, once.
/// Lives in the receiver's thread; the clock must outlive it.
class EarlierPeers final : public QObject {
    Q_OBJECT

public:
    EarlierPeers(QString directory, const Clock& clock, QObject* parent = nullptr);
    ~EarlierPeers() override; ///< waits for what is being read

    /// `found` follows; nothing where it was read before.
    void read();

Q_SIGNALS:
    /// Each address once; none where the log can't be read.
    void found(const QList<QHostAddress>& peers);

private:
    const QString m_directory;
    const Clock& m_clock;
    std::unique_ptr<QThread> m_thread;
};

} // namespace kaunt
