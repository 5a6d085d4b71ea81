// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/listeningendpoint.h"
#include "core/settings/settings.h"
#include "ui/sentences.h"

#include <QStringList>

#include <optional>

namespace kaunt {

/// That others can reach a receiver which listens there, what that means and what to do about it. Nothing where only
/// this machine can.
[[nodiscard]] std::optional<Sentence> exposureSentence(const QList<ListeningEndpoint>& endpoints);

/// The names of those that answer 503 because they have no secret that is usable, nor one that is unread.
[[nodiscard]] QStringList endpointsWithoutSecret(const QList<Endpoint>& endpoints);
/// Of those that do because theirs are unread.
[[nodiscard]] QStringList endpointsWithUnreadSecret(const QList<Endpoint>& endpoints);
/// That, of these names; without advice, which depends on where it is told. They are not none.
[[nodiscard]] Sentence secretlessSentence(const QStringList& names);
[[nodiscard]] Sentence unreadSecretSentence(const QStringList& names);

/// What becomes of a receiver that listens, and of its tunnel, while the demo is tried.
[[nodiscard]] Sentence pausedForDemoSentence(bool hasTunnel);

} // namespace kaunt
