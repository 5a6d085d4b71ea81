// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>
#include <QWidget>

class QToolButton;

namespace kaunt {

class SentenceLabel;
struct AmountFindings;

/// What does not add up in a resource: what it comes to with the first of it, and a button that shows all. Hides itself
/// where there is nothing to tell. GUI thread.
class AmountsNotice final : public QWidget {
    Q_OBJECT

public:
    /// `objectName` is that of the sentence.
    explicit AmountsNotice(const QString& objectName, QWidget* parent = nullptr);

    void setFindings(const AmountFindings& findings);

private:
    void showAll();

    SentenceLabel* m_sentence;
    QToolButton* m_all;
    QStringList m_texts;
};

} // namespace kaunt
