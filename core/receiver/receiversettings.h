// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/limits.h"
#include "core/tls/identityfiles.h"
#include "core/webhook/signature.h"

#include <QHostAddress>
#include <QList>
#include <QMetaType>
#include <QString>

namespace kaunt {

inline constexpr quint16 defaultReceiverPort = 8787;
inline constexpr char defaultEndpointPath[] = "/webhooks/kaunt";
inline constexpr char defaultEndpointName[] = "default";

/// A path that the receiver listens on, with a name and one or more signing secrets.
struct Endpoint {
    QString name = QString::fromLatin1(defaultEndpointName);
    QString path = QString::fromLatin1(defaultEndpointPath);
    QList<SigningSecret> secrets;

    bool operator==(const Endpoint&) const = default;
};

/// Where the receiver listens, for which endpoints and within which bounds. A plain value that holds secrets, of which
/// the settings file has the names alone.
struct ReceiverSettings {
    QHostAddress address{QHostAddress::LocalHost};
    quint16 port = defaultReceiverPort; ///< 0 picks a free one
    QList<Endpoint> endpoints{Endpoint{}};
    tls::IdentityFiles tls;
    bool isTlsPaused = false;    ///< they are kept, and not served
    QByteArray tlsPassphrase;    ///< of an encrypted key
    QString tlsPassphraseUnread; ///< the name that it is kept under where it could not be read
    http::Limits limits;
    int maxPending = 10'000; ///< deliveries waiting for the log before the answer is 503
    /// Of one peer that never sent a verified delivery, before it is answered 429; 0 means: no bound.
    int maxRefusedPerMinute = 1'000;
    QList<ApiSecret> apiSecrets; ///< for explaining refusals alone; not of the settings file

    /// What is served: plain HTTP where empty.
    [[nodiscard]] tls::IdentityFiles servedTls() const { return isTlsPaused ? tls::IdentityFiles() : tls; }
    bool operator==(const ReceiverSettings&) const = default;
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ReceiverSettings)
