// SPDX-License-Identifier: MIT
#pragma once

#include "core/tls/servercontext.h"

#include <QObject>

#include <chrono>
#include <memory>

namespace kaunt {
class WorkThread;
}

namespace kaunt::tls {

class IdentityReader;

/// A server's certificate and key as their files have them: read at once, and again when the files have changed. It is
/// done in a thread of its own, so that nothing here ever waits for a disk that is away or a pipe that nobody writes.
/// Lives in its owner's thread.
class IdentityWatch final : public QObject {
    Q_OBJECT

public:
    /// `interval`: see IdentityReader.
    IdentityWatch(const IdentityFiles& files, const QByteArray& passphrase, std::chrono::milliseconds interval,
                  QObject* parent = nullptr);
    ~IdentityWatch() override; ///< blocks for a second at the most where a file does not answer just then

    [[nodiscard]] bool isOf(const IdentityFiles& files, const QByteArray& passphrase) const;
    /// The file that was begun to be read last.
    [[nodiscard]] const QString& reading() const { return m_reading; }
    /// Again, though nothing has changed.
    void read();
    /// Tells nothing more, and is gone as soon as no file holds it up. Does not block.
    void retire();

Q_SIGNALS:
    /// Each read ends in one of these, if its file answers.
    void loaded(const std::shared_ptr<const kaunt::tls::ServerContext>& context);
    void failed(const kaunt::tls::IdentityError& error);

private:
    const IdentityFiles m_files;
    const QByteArray m_passphrase;
    QString m_reading;
    std::unique_ptr<WorkThread> m_thread;
    IdentityReader* m_reader; ///< lives in m_thread, and is destroyed there when that ends
};

} // namespace kaunt::tls
