// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/baseline.h"

#include <QFrame>
#include <QList>

class QLabel;
class QPushButton;

namespace kaunt {

/// A strip that says what is new in the contract of what is shown, as additive or breaking, with a button that accepts
/// it, and then with one that takes that back; or that it was not looked at. Hidden while there is nothing to say. GUI
/// thread.
class DriftBanner final : public QFrame {
    Q_OBJECT

public:
    explicit DriftBanner(QWidget* parent = nullptr);

    void showFindings(const QList<DriftFinding>& findings);
    void showAccepted();
    /// What is shown is larger than what DriftWatch looks at.
    void showTooLarge();

Q_SIGNALS:
    void acceptRequested();
    void undoRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateColors();
    void say(const QString& title, QPushButton* offered);
    void offer(QPushButton* button);

    bool m_isBreaking = false;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_accept;
    QPushButton* m_undo;
};

} // namespace kaunt
