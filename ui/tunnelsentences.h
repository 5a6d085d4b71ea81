// SPDX-License-Identifier: MIT
#pragma once

#include "core/tunnel/tunnel.h"
#include "ui/sentences.h"

namespace kaunt {

/// How a tunnel is doing; of one that is up, whom that lets in, or that it leads nowhere, as the receiver does not
/// listen.
[[nodiscard]] Sentence sentenceFor(const TunnelState& state, bool isListening);
/// That it is up at another URL than before, since then.
[[nodiscard]] Sentence movedSentence(const QUrl& before, const QUrl& now, qint64 sinceUtcMillis);
/// Why a plan can't be started, and what is to be given.
[[nodiscard]] Sentence sentenceFor(TunnelFlaw flaw);

} // namespace kaunt
