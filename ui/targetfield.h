// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverytarget.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace kaunt {

class RemarkLabel;

/// Where deliveries are to be sent, to be entered, with a remark beneath that says what is wrong with it as soon as
/// something stands there. GUI thread.
class TargetField final : public QWidget {
    Q_OBJECT

public:
    /// `name` is what is asked for, for assistive technology; this owns the line, whose placeholder is an example.
    TargetField(QLineEdit* line, const QString& name, QWidget* parent = nullptr);
    /// The same, where there is something to choose from.
    TargetField(QComboBox* choice, const QString& name, QWidget* parent = nullptr);

    [[nodiscard]] QString text() const; ///< without blanks around it
    [[nodiscard]] Result<QUrl, TargetFlaw> target() const;

Q_SIGNALS:
    void changed();

private:
    void layOut(QWidget* entry, const QString& name);
    void showRemark();

    QLineEdit* m_line;
    RemarkLabel* m_remark;
};

} // namespace kaunt
