// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/logexport.h"
#include "ui/sentences.h"

namespace kaunt {

/// That bodies were changed, which their signatures no longer fit; empty where there are none, or where the format has
/// none of them or signs anew.
[[nodiscard]] QString changedBodiesText(const ExportProgress& progress, ExportFormat format);

/// That an export would stand in place of a file that the program lives on (isKeptFile).
[[nodiscard]] Sentence keptFileSentence(const QString& path);

/// Why an export or a report could not be written, with advice by what stands at `path`; `systemText` are the system's
/// words. Asks the file system.
[[nodiscard]] Sentence unwrittenSentence(const QString& path, const QString& systemText);

} // namespace kaunt
