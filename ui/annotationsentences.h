// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/annotation.h"
#include "ui/sentences.h"

namespace kaunt {

/// Of marks and notes that can't be stored just now, at least one, and are kept until they can.
[[nodiscard]] Sentence waitingSentence(const QList<Annotation>& waiting, const LogError& error);

} // namespace kaunt
