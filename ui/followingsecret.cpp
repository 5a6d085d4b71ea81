// SPDX-License-Identifier: MIT
#include "ui/followingsecret.h"

#include "core/receiver/endpointsecret.h"
#include "core/session/monitorsession.h"
#include "ui/secretfield.h"
#include "ui/targetfield.h"

#include <utility>

namespace kaunt {

FollowingSecret::FollowingSecret(TargetField& target, SecretField& secret, SecretFor secretFor)
    : QObject(&secret)
    , m_target(target)
    , m_secret(secret)
    , m_secretFor(std::move(secretFor))
    , m_known(secret.secret())
{
    connect(&target, &TargetField::changed, this, &FollowingSecret::follow);
}

void FollowingSecret::follow()
{
    const auto url = m_target.target();
    const QByteArray before = m_secret.secret();
    if (!url || (!before.isEmpty() && before != m_known))
        return;
    const QByteArray known = m_secretFor(*url);
    if (known.isEmpty())
        return;
    m_known = known;
    if (known != before)
        m_secret.setSecret(known);
}

FollowingSecret::SecretFor secretsOf(const MonitorSession& session)
{
    return [&session](const QUrl& url) {
        const auto chosen = secretToSignWith(session.settings().receiver.endpoints, url);
        return chosen ? chosen->secret.value : QByteArray();
    };
}

} // namespace kaunt
