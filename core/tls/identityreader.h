// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/servercontext.h"

#include <QFileSystemWatcher>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>

namespace kaunt::tls {

/// Reads a server's certificate and key, and again when the files have changed. What is no file, as a pipe, is read
/// once, and what it held is kept. Lives in a thread of its own (see IdentityWatch): each look at a file may block.
class IdentityReader final : public QObject {
    Q_OBJECT

public:
    /// Looks at the files this often, whatever the system tells of them: it tells nothing of a network's file system,
    /// of links on the way to them, or of a folder that comes back.
    IdentityReader(IdentityFiles files, QByteArray passphrase, std::chrono::milliseconds interval);

    void read();

Q_SIGNALS:
    void reading(const QString& path);
    /// Each read ends in one of these.
    void loaded(const std::shared_ptr<const kaunt::tls::ServerContext>& context);
    void failed(const kaunt::tls::IdentityError& error);

private:
    [[nodiscard]] Result<QByteArray, QString> contentOf(const QString& path);
    void watch();
    void lookAtFiles();

    const IdentityFiles m_files;
    const QByteArray m_passphrase;
    QHash<QString, QByteArray> m_readOnce; ///< path -> content
    QFileSystemWatcher m_watcher;
    QTimer m_settle; ///< single-shot: a certificate and its key are seldom written at one moment
    QTimer m_look;
    QList<QByteArray> m_seen; ///< what tells one state of the files from another, when they were looked at last
};

} // namespace kaunt::tls
