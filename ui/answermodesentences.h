// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/answermode.h"
#include "ui/sentences.h"

#include <QDateTime>

namespace kaunt {

/// That an endpoint answers otherwise on purpose, and until when; or that it answers as ever again.
[[nodiscard]] Sentence sentenceFor(const QString& endpoint, const AnswerMode& mode, const QDateTime& until);
/// "answers 503", to stand in a sentence.
[[nodiscard]] QString answerModeWords(const AnswerMode& mode);

} // namespace kaunt
