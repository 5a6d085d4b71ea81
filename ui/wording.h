// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/signature.h"
#include "core/webhook/webhookevent.h"

#include <QString>
#include <QStringList>

namespace kaunt {

/// The field's terms in the user's language. Needs Core only, so that kauntctl says the same as the window.

[[nodiscard]] QString verdictText(Verdict verdict); ///< "Verified"
[[nodiscard]] QString encodingText(SignatureEncoding encoding);
[[nodiscard]] QString
eventTypeText(QStringView eventType);                ///< "Proposal completed"; an unknown type as it came, made visible
[[nodiscard]] QString noteText(const QString& note); ///< of a code of WebhookPayload::notes
/// "Replay of delivery 17", "Path probe: plain"; empty for what Kaunt sent.
[[nodiscard]] QString ownText(const QStringList& notes);
/// What a peer or a user wrote, fit to stand in a sentence: in quotes, made visible, cut at 120 characters.
[[nodiscard]] QString quotedText(const QString& text);
/// The same at a sentence's end: with a full stop, unless the text has an end of its own.
[[nodiscard]] QString quotedEnd(const QString& text);

} // namespace kaunt
