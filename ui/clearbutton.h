// SPDX-License-Identifier: MIT
#pragma once

class QLineEdit;

namespace kaunt {

/// Gives a field Qt's button that empties it, with the name that Qt leaves out.
void addClearButton(QLineEdit& field);

} // namespace kaunt
