// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QFileDevice>
#include <QString>

#include <memory>

namespace kaunt {

/// A file that is there whole or not at all: what stood there before stays until commit() (QSaveFile). What is no
/// regular file, a pipe or a device, is written as it comes. Not committed, it leaves nothing behind.
class ExportFile {
public:
    /// The system's words where it can't be written.
    [[nodiscard]] static Result<std::unique_ptr<ExportFile>, QString> open(const QString& path);

    [[nodiscard]] QIODevice& device() { return *m_device; }
    [[nodiscard]] Result<void, QString> commit();

private:
    explicit ExportFile(std::unique_ptr<QFileDevice> device);

    std::unique_ptr<QFileDevice> m_device;
};

} // namespace kaunt
