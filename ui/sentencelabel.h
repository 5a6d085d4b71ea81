// SPDX-License-Identifier: MIT
#pragma once

#include "ui/sentences.h"

#include <QWidget>

class QLabel;

namespace kaunt {

/// What happened, why and what to do, as plain text: the first in bold, selectable. Hides itself when there is nothing
/// to say. GUI thread.
class SentenceLabel final : public QWidget {
    Q_OBJECT

public:
    explicit SentenceLabel(const QString& objectName, QWidget* parent = nullptr);

    void setSentence(const Sentence& sentence);
    [[nodiscard]] QString text() const; ///< as shown

private:
    QLabel* m_happened;
    QLabel* m_rest;
};

} // namespace kaunt
