// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QLabel;
class QLineEdit;

namespace kaunt {

class RawTextView;

/// A field to find in a text, with the count of hits and buttons for the next and the previous one. GUI thread; the
/// text outlives it.
class FindBar final : public QWidget {
    Q_OBJECT

public:
    explicit FindBar(RawTextView& text, QWidget* parent = nullptr);

    /// Goes to the next hit; where nothing is looked for yet, the cursor goes into the field.
    void next();

Q_SIGNALS:
    /// A hit was asked for: the text should be in sight.
    void used();

private:
    void showCount();

    RawTextView& m_text;
    QLineEdit* m_field;
    QLabel* m_count;
};

} // namespace kaunt
