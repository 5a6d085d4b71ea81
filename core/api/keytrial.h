// SPDX-License-Identifier: MIT
#pragma once

#include "core/api/apisettings.h"
#include "core/api/fetcherror.h"
#include "core/clock.h"

#include <QObject>

#include <chrono>
#include <optional>

namespace kaunt {

class TokenSource;

/// Tries an API key: asks the token endpoint once for an access token with it (kaunt-api.md, Token), as a fetch would,
/// and keeps nothing of what comes. What the key opens it can't tell: that its tenant is an event's shows a fetch.
/// Lives in the thread it works in, without blocking; gone or cancelled, the exchange ends. The clock outlives it.
class KeyTrial final : public QObject {
    Q_OBJECT

public:
    explicit KeyTrial(const Clock& clock, QObject* parent = nullptr);

    /// With base, CA file and time limit of `api`, whose own credentials don't matter. In place of one under way. Reads
    /// the CA file. The end may come before this returns.
    void start(const ApiSettings& api, const ApiCredentials& key);
    /// Ends it, and neither signal follows.
    void cancel();
    [[nodiscard]] bool isUnderWay() const { return m_tokens != nullptr; }

Q_SIGNALS:
    /// The token's lifetime, where the endpoint has said it; or why there is none.
    void succeeded(std::optional<std::chrono::seconds> lifetime);
    void failed(const kaunt::FetchError& error);

private:
    const Clock& m_clock;
    TokenSource* m_tokens = nullptr; ///< of what is under way, a child: kept ones would answer for the endpoint
};

} // namespace kaunt
