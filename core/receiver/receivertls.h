// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "core/tls/certificate.h"
#include "core/tls/identityfiles.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace kaunt {

namespace tls {
class ServerContext;
}

/// What the receiver shows itself with, and what is to be said of it. A plain value.
struct ServedCertificate {
    tls::Certificate certificate;
    QList<tls::CertificateRemark> remarks;
    std::optional<tls::IdentityError> reloadError; ///< the files have changed, and the old pair is still served

    bool operator==(const ServedCertificate&) const = default;
};

/// The receiver's certificate and key: loaded, watched and loaded again when the files change. A new pair that can't be
/// used leaves the old one in service. Lives in the receiver's thread.
class ReceiverTls final : public QObject {
    Q_OBJECT

public:
    /// Looks at the files and at the dates this often, whatever the system tells of the files: it tells nothing of a
    /// network's file system, of links on the way to them, or of a folder that comes back.
    explicit ReceiverTls(const Clock& clock, QObject* parent = nullptr,
                         std::chrono::milliseconds interval = std::chrono::seconds(2));
    ~ReceiverTls() override;

    /// Loads the pair and watches it; plain HTTP where there are no files. On failure all stays as it was. `host` is
    /// what the receiver listens on; nothing is said about names where it is empty.
    [[nodiscard]] Result<void, tls::IdentityError> use(const tls::IdentityFiles& files, const QByteArray& passphrase,
                                                       const QString& host);
    /// Null for plain HTTP.
    [[nodiscard]] std::shared_ptr<const tls::ServerContext> context() const { return m_context; }
    /// Nothing for plain HTTP.
    [[nodiscard]] std::optional<ServedCertificate> served() const;

Q_SIGNALS:
    /// The context is another one, or what is to be said of it is.
    void changed();

private:
    void watch();
    void lookAtFiles();
    void reload();
    void lookAtDates();

    const Clock& m_clock;
    tls::IdentityFiles m_files;
    QByteArray m_passphrase;
    QString m_host;
    std::shared_ptr<const tls::ServerContext> m_context;
    std::optional<tls::IdentityError> m_reloadError;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; ///< single-shot: a certificate and its key are seldom written at one moment
    QTimer m_look;
    QList<QByteArray> m_seen; ///< what tells one state of the files from another, when they were looked at last
    QList<tls::CertificateRemark> m_lastRemarks;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ServedCertificate)
