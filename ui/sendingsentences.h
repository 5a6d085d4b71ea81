// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverytarget.h"
#include "core/tls/servertrust.h"
#include "core/webhook/noanswer.h"
#include "ui/sentences.h"

#include <QString>
#include <QUrl>

namespace kaunt {

/// Why a delivery got no answer, without a stop at the end.
[[nodiscard]] QString noAnswerText(const NoAnswer& why);

/// Of what was sent nothing was answered, the last for this reason.
[[nodiscard]] Sentence unansweredSentence(const QUrl& target, const NoAnswer& why);

/// What to do where somebody's certificate is not trusted, for this reason; null with none.
[[nodiscard]] QString distrustedAdvice(tls::Distrust distrust);

/// Why a text is no place to send to. What it says is not in it: a password may be. `example` is of such a place.
[[nodiscard]] Sentence sentenceFor(TargetFlaw flaw,
                                   const QString& example = QStringLiteral("http://127.0.0.1:3000/webhooks/kaunt"));

} // namespace kaunt
