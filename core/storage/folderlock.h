// SPDX-License-Identifier: MIT
#pragma once

#include <QLockFile>
#include <QString>

#include <optional>

namespace kaunt {

/// A lock between processes by a file: the kernel's (flock), which ends with the process that holds it, however that
/// ends. What stands in the file tells people who it is and decides nothing: in two containers two programs may have
/// the same process id. It is written as QLockFile does, and QLockFile takes the kernel's lock too, so that programs of
/// earlier versions and this one keep each other out. Where a file system has no such locks, QLockFile does it all.
/// One thread at a time.
class FolderLock {
public:
    enum class Outcome { Locked, LockedByOther, Failed };

    explicit FolderLock(const QString& path);
    ~FolderLock();
    Q_DISABLE_COPY_MOVE(FolderLock)

    /// At once, without waiting. A lock whose file somebody has removed keeps nobody out, and is taken anew.
    [[nodiscard]] Outcome lock();
    void unlock();
    [[nodiscard]] const QString& path() const { return m_path; }
    /// "kauntctl (process 4711)", as the file says; empty where it says nothing.
    [[nodiscard]] QString owner() const;

private:
    [[nodiscard]] std::optional<Outcome> lockByKernel();
    [[nodiscard]] Outcome lockByText();
    [[nodiscard]] bool isStillAt(int file) const;
    void writeOwner() const;

    const QString m_path;
    int m_file = -1;     ///< holds the kernel's lock
    QLockFile m_textual; ///< used where there is none
};

} // namespace kaunt
