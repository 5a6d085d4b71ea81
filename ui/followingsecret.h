// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QObject>

#include <functional>

class QUrl;

namespace kaunt {

class MonitorSession;
class SecretField;
class TargetField;

/// Keeps a secret on what belongs to the URL beside it, as long as it is that: one that the user enters stays. Owned by
/// the secret's field; the URL's outlives it. GUI thread.
class FollowingSecret final : public QObject {
    Q_OBJECT

public:
    /// Empty where it knows none.
    using SecretFor = std::function<QByteArray(const QUrl&)>;

    FollowingSecret(TargetField& target, SecretField& secret, SecretFor secretFor);

private:
    void follow();

    TargetField& m_target;
    SecretField& m_secret;
    const SecretFor m_secretFor;
    QByteArray m_known; ///< that stood there last
};

/// What the endpoints of a session have by then (secretToSignWith). The session outlives it.
[[nodiscard]] FollowingSecret::SecretFor secretsOf(const MonitorSession& session);

} // namespace kaunt
