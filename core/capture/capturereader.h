// SPDX-License-Identifier: MIT
#pragma once

#include "core/capture/captureerror.h"
#include "core/capture/captureline.h"

#include <QFile>

#include <memory>
#include <optional>

namespace kaunt {

/// Reads a capture bundle, or JSON lines as `kauntctl export --format jsonl` writes them, a line at a time: strict, and
/// within the bounds of capturemanifest.h, whatever is in the file. What is wrong ends it. In one thread.
class CaptureReader {
public:
    [[nodiscard]] static Result<std::unique_ptr<CaptureReader>, CaptureError> open(const QString& path,
                                                                                   const CaptureBounds& bounds = {});

    /// None for JSON lines.
    [[nodiscard]] const std::optional<CaptureManifest>& manifest() const { return m_manifest; }
    /// Nothing after the last one.
    [[nodiscard]] Result<std::optional<CapturedDelivery>, CaptureError> next();
    /// Of the file, read so far.
    [[nodiscard]] int percent() const;

private:
    CaptureReader(const QString& path, const CaptureBounds& bounds);

    [[nodiscard]] Result<void, CaptureError> readFirst();
    [[nodiscard]] QByteArray readRawLine();
    /// Nothing at the end of the file.
    [[nodiscard]] Result<std::optional<QByteArray>, CaptureError> readLine();
    [[nodiscard]] Result<CaptureLine, CaptureError> parse(const QByteArray& line) const;
    [[nodiscard]] Result<std::optional<CapturedDelivery>, CaptureError> take(CaptureLine line);
    [[nodiscard]] auto refuse(CaptureError::Code code, const QString& detail = {}) const
    {
        return failure(CaptureError{code, m_line, detail, {}});
    }

    QFile m_file;
    const CaptureBounds m_bounds;
    qint64 m_line = 0;
    std::optional<CaptureManifest> m_manifest;
    std::optional<CapturedDelivery> m_first; ///< of JSON lines, read already
    qint64 m_lastNumber = 0;
    qint64 m_count = 0;
    bool m_isEnded = false;
};

} // namespace kaunt
