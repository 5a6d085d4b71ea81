// SPDX-License-Identifier: MIT
#pragma once

#include "core/clock.h"
#include "core/result.h"
#include "core/tls/certificate.h"
#include "core/tls/identityfiles.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>

namespace kaunt {

namespace tls {
class IdentityWatch;
class ServerContext;
} // namespace tls

/// What the receiver shows itself with, and what is to be said of it. A plain value.
struct ServedCertificate {
    tls::Certificate certificate;
    QList<tls::CertificateRemark> remarks;
    std::optional<tls::IdentityError> reloadError; ///< the files have changed, and the old pair is still served

    bool operator==(const ServedCertificate&) const = default;
};

/// The receiver's certificate and key: loaded, watched and loaded again when the files change. A new pair that can't be
/// used leaves the old one in service. No file is ever waited for here (see tls::IdentityWatch). Lives in the
/// receiver's thread.
class ReceiverTls final : public QObject {
    Q_OBJECT

public:
    /// Looks at the files and at the dates this often; has so much patience with files that are to be used.
    explicit ReceiverTls(const Clock& clock, QObject* parent = nullptr,
                         std::chrono::milliseconds interval = std::chrono::seconds(2),
                         std::chrono::milliseconds patience = std::chrono::seconds(30));
    ~ReceiverTls() override;

    /// Loads the pair and watches it; plain HTTP, at once, where there are no files. A pair that is in service already
    /// is used at once, too, and read again behind that. Ends in `ready` or `failed`, if no other use() follows before,
    /// maybe within this call; on failure all stays as it was. `host` is what the receiver listens on; nothing is said
    /// about names where it is empty.
    void use(const tls::IdentityFiles& files, const QByteArray& passphrase, const QString& host);
    /// Null for plain HTTP.
    [[nodiscard]] std::shared_ptr<const tls::ServerContext> context() const { return m_context; }
    /// Nothing for plain HTTP.
    [[nodiscard]] std::optional<ServedCertificate> served() const;

Q_SIGNALS:
    /// What was to be used is.
    void ready();
    void failed(const kaunt::tls::IdentityError& error);
    /// The context is another one, or what is to be said of it is.
    void changed();

private:
    [[nodiscard]] tls::IdentityWatch* watchOf(const tls::IdentityFiles& files, const QByteArray& passphrase);
    void usePlain();
    void take(tls::IdentityWatch* watch, const std::shared_ptr<const tls::ServerContext>& context);
    void takeFailure(tls::IdentityWatch* watch, const tls::IdentityError& error);
    [[nodiscard]] bool takeAwaited(const tls::IdentityWatch* watch);
    void missAnswer();
    void lookAtDates();

    const Clock& m_clock;
    const std::chrono::milliseconds m_interval;
    QString m_host;
    QString m_nextHost; ///< of the use() that is awaited
    std::shared_ptr<const tls::ServerContext> m_context;
    std::optional<tls::IdentityError> m_reloadError;
    tls::IdentityWatch* m_watch = nullptr;         ///< of what is in service; this and the next are children
    tls::IdentityWatch* m_next = nullptr;          ///< of other files, which were to be used last
    const tls::IdentityWatch* m_awaited = nullptr; ///< one of the two, while its answer is the end of a use()
    QTimer m_patience;
    QTimer m_look;
    QList<tls::CertificateRemark> m_lastRemarks;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ServedCertificate)
