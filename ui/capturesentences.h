// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/captureimport.h"
#include "core/export/deliveryformat.h"
#include "ui/sentences.h"

namespace kaunt {

/// Why a file can't be opened as a capture.
[[nodiscard]] Sentence sentenceFor(const CaptureError& error, const QString& fileName);
/// What the banner over an open one says.
[[nodiscard]] Sentence sentenceFor(const CaptureContents& contents, const QString& fileName);
/// That there is more than goes into a file of the format.
[[nodiscard]] Sentence sentenceFor(const FormatBounds& exceeded);

/// What will be in a bundle, or is in it now: signatures, causes, what was replaced, how often of each kind, and what
/// stays. A line each.
[[nodiscard]] QStringList captureSentences(const CaptureCounts& counts, bool isRedacted);

} // namespace kaunt
