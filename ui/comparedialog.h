// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDialog>
#include <QList>

class QComboBox;

namespace kaunt {

class ComparisonView;

/// One side of a comparison as it can be chosen.
struct ComparisonChoice {
    qint64 id = 0; ///< whatever it is the number of
    QString title;
};

/// Compares one body with another that the user chooses from a list. Who opens it hands in the bodies: the later one,
/// the list, and, when an entry is asked for, that one's. Not modal; deletes itself when closed. GUI thread.
class CompareDialog final : public QDialog {
    Q_OBJECT

public:
    /// `afterTitle` names the later side.
    CompareDialog(const QString& title, const QString& afterTitle, const QByteArray& after, QWidget* parent = nullptr);

    /// Asks for the first one at once; with none, `hint` says why there is nothing to compare.
    void setChoices(const QList<ComparisonChoice>& choices, const QString& hint);
    /// The body of what was asked for; dropped where something else has been asked for since. `mostKept`: see
    /// ComparisonView.
    void setBefore(qint64 id, const QByteArray& before, qsizetype mostKept = 0);
    /// What was asked for can't be had.
    void showProblem(const QString& text);

Q_SIGNALS:
    void beforeRequested(qint64 id);

private:
    void requestChosen();

    QByteArray m_after;
    QComboBox* m_choices;
    ComparisonView* m_view;
};

} // namespace kaunt
