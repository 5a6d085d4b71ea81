// SPDX-License-Identifier: MIT
#pragma once

#include "core/drift/baseline.h"

#include <QFrame>
#include <QList>

class QLabel;
class QPushButton;

namespace kaunt {

/// A strip that says what is new in the contract of what is shown, as additive or breaking, with a button that accepts
/// it, and then with one that takes that back; or that it was not looked at. Where it stands over what they were found
/// in, another leads to one after the other. Hidden while there is nothing to say. GUI thread.
class DriftBanner final : public QFrame {
    Q_OBJECT

public:
    explicit DriftBanner(QWidget* parent = nullptr);

    /// What they are about is in sight, too: placeWanted() is followed.
    void offerPlaces() { m_offersPlaces = true; }
    void showFindings(const QList<DriftFinding>& findings);
    void showAccepted();
    /// What is shown is larger than what DriftWatch looks at.
    void showTooLarge();

Q_SIGNALS:
    void acceptRequested();
    void undoRequested();
    /// Where this one can be seen is to be shown.
    void placeWanted(const kaunt::DriftFinding& finding);

protected:
    void changeEvent(QEvent* event) override;

private:
    void configureButtons();
    void updateColors();
    void say(const QString& title, QPushButton* offered);
    void offer(QPushButton* button);
    void setPlaces(const QList<DriftFinding>& findings);
    void showNextPlace();

    bool m_isBreaking = false;
    bool m_offersPlaces = false;
    QList<DriftFinding> m_placed; ///< those that name a place, breaking ones first
    qsizetype m_nextPlace = 0;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_show;
    QPushButton* m_accept;
    QPushButton* m_undo;
};

} // namespace kaunt
