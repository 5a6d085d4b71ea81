// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/answermode.h"
#include "ui/sentences.h"

namespace kaunt {

/// That an endpoint answers otherwise on purpose, from now on, and until when; or that it answers as ever again. Holds
/// for as long as the mode is on.
[[nodiscard]] Sentence sentenceFor(const QString& endpoint, const AnswerMode& mode, qint64 nowUtcMillis);
/// "answers 503", to stand in a sentence.
[[nodiscard]] QString answerModeWords(const AnswerMode& mode);

} // namespace kaunt
