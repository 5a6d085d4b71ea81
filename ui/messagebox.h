// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sentences.h"

#include <QMessageBox>

namespace kaunt {

/// A box that says what happened, why and what to do, as plain text, with a button that closes it; the icon is told to
/// assistive technology by a word. The caller opens it; it deletes itself when closed.
[[nodiscard]] QMessageBox* makeMessageBox(QMessageBox::Icon icon, const QString& objectName, const QString& title,
                                          const Sentence& sentence, QWidget* parent = nullptr);

} // namespace kaunt
