// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/captureerror.h"
#include "core/capture/capturemanifest.h"
#include "core/result.h"

#include <QStringList>

#include <functional>
#include <optional>

namespace kaunt {

/// What was in the file.
struct CaptureContents {
    std::optional<CaptureManifest> manifest; ///< none for JSON lines
    qint64 deliveries = 0;
    qint64 resources = 0;
    qint64 disagreeing = 0; ///< that the capture's secrets give another verdict than the one that is recorded
    QStringList endpoints;  ///< their names
};

/// Makes a log of a capture in a folder of its own, which has none yet: with the numbers, verdicts and diagnoses that
/// are in the file, so that whatever reads a log reads a capture. Attempts are counted within the file. `goOn` is told
/// how far it is, in percent, and ends it by false; what was made until then is left there. Blocks for seconds: not
/// for the GUI thread. Any thread.
[[nodiscard]] Result<CaptureContents, CaptureError> importCapture(const QString& path, const QString& directory,
                                                                  const std::function<bool(int percent)>& goOn = {});

} // namespace kaunt
