// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace kaunt {

class FindTarget;

/// A field to find in a target, with the count of hits and buttons for the next and the previous one. GUI thread; the
/// target outlives it.
class FindBar final : public QWidget {
    Q_OBJECT

public:
    explicit FindBar(FindTarget& target, QWidget* parent = nullptr);

    /// What is looked for is looked for here from now on; also to be called where what there is to find has changed.
    void setTarget(FindTarget& target);
    /// Go to the next hit or the one before; where there is none, the keyboard goes into the field.
    void next();
    void previous();

private:
    void go(void (FindTarget::*to)());
    void search();
    void showCount();

    FindTarget* m_target;
    QLineEdit* m_field;
    QLabel* m_count;
};

} // namespace kaunt
