// SPDX-License-Identifier: MIT
#pragma once

#include <QFileDevice>
#include <QString>

namespace kaunt {

/// The permissions of a file that nobody but its owner may see.
inline constexpr QFileDevice::Permissions ownersFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

/// Makes a folder, and those above it, where it is missing; itself for the owner only; all of them outlast a power
/// cut. One that is there stays as it is. False where it can't be made.
[[nodiscard]] bool makeOwnersFolder(const QString& path);

} // namespace kaunt
