// SPDX-License-Identifier: MIT
#pragma once

#include <QtGlobal>

class QTextStream;

namespace kaunt::bench {

// What is promised of `kauntctl listen` alone (issue 3, section 6), each as a table with a ratio in its last column.
// False, and told, where something could not be started or a delivery was lost.

/// The memory that it holds after one tenth of the deliveries, and so on to all of them.
[[nodiscard]] bool measureMemory(int deliveries, QTextStream& out);
/// How long it takes from the start of the process to *listening*, on an empty log and on one of so many deliveries.
[[nodiscard]] bool measureStart(qint64 deliveries, QTextStream& out);
/// Ten thousand deliveries over two hundred new connections, of eight addresses and of one that is as new: what becomes
/// of them, and of the log.
[[nodiscard]] bool measureBurst(int rounds, QTextStream& out);

} // namespace kaunt::bench
