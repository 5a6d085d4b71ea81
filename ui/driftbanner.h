// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/baseline.h"

#include <QFrame>
#include <QList>

class QLabel;
class QPushButton;

namespace kaunt {

/// A strip that says what is new in the contract of what is shown, as additive or breaking, with a button that accepts
/// it, and then with one that takes that back. Hidden while there is nothing to say. GUI thread.
class DriftBanner final : public QFrame {
    Q_OBJECT

public:
    explicit DriftBanner(QWidget* parent = nullptr);

    void showFindings(const QList<DriftFinding>& findings);
    void showAccepted();

Q_SIGNALS:
    void acceptRequested();
    void undoRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateColors();
    void offer(QPushButton* button);

    bool m_isBreaking = false;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_accept;
    QPushButton* m_undo;
};

} // namespace kaunt
