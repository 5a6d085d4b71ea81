// SPDX-License-Identifier: MIT
#pragma once

#include <QDialog>

namespace kaunt {

/// One value in full, as plain text that can be selected and copied. Not modal; deletes itself when closed. GUI thread.
class WholeValueDialog final : public QDialog {
    Q_OBJECT

public:
    WholeValueDialog(const QString& name, const QString& value, QWidget* parent = nullptr);
};

} // namespace kaunt
