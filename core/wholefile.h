// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"

#include <QFileDevice>
#include <QString>

#include <memory>

namespace kaunt {

/// A file that is there whole or not at all: what stood there before stays until commit(), and after it where there was
/// no room (QSaveFile). After commit() it outlasts a power cut, as far as the file system can promise that. What is no
/// regular file, a pipe or a device, is written as it comes. Not committed, it leaves nothing behind. In one thread.
class WholeFile {
public:
    /// Who may see it; set before the first byte.
    enum class Access {
        Owner,         ///< nobody else, whatever the one before allowed
        OwnerWhereNew, ///< nobody else, unless the one before allowed more
        Usual,         ///< what the process gives any file
    };

    /// The system's words where it can't be written.
    [[nodiscard]] static Result<std::unique_ptr<WholeFile>, QString> open(const QString& path, Access access);
    /// All of it at once.
    [[nodiscard]] static Result<void, QString> write(const QString& path, const QByteArray& content, Access access);

    [[nodiscard]] QIODevice& device() { return *m_device; }
    [[nodiscard]] Result<void, QString> commit();

private:
    explicit WholeFile(std::unique_ptr<QFileDevice> device);

    std::unique_ptr<QFileDevice> m_device;
};

} // namespace kaunt
