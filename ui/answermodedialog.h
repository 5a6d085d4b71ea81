// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/answermode.h"

#include <QDialog>
#include <QHash>

class QComboBox;
class QDialogButtonBox;
class QFormLayout;
class QSpinBox;

namespace kaunt {

/// How an endpoint is to answer on purpose, and for how long; at first as it does where one of them is on, else as is
/// usual; until the user has entered something, it follows the endpoint. The figures that a kind has no use for are put
/// away. GUI thread.
class AnswerModeDialog final : public QDialog {
    Q_OBJECT

public:
    /// `modes` are those that are on, by endpoint.
    AnswerModeDialog(const QStringList& endpoints, const QHash<QString, AnswerMode>& modes, QWidget* parent = nullptr);

    [[nodiscard]] QString endpoint() const;
    [[nodiscard]] AnswerMode mode() const;

Q_SIGNALS:
    void chosen(const QString& endpoint, const kaunt::AnswerMode& mode);

private:
    QSpinBox* addFigure(const QString& objectName, const QString& label, int lowest, int highest, int value);
    void addFigures();
    void layOut(QDialogButtonBox* buttons);
    void connectFields(const QDialogButtonBox& buttons);
    void showFigures();
    void showMode();
    void takeEdit();

    const QHash<QString, AnswerMode> m_modes;
    QFormLayout* m_form;
    QComboBox* m_endpoint;
    QComboBox* m_kind;
    QSpinBox* m_status;
    QSpinBox* m_delay;
    QSpinBox* m_count;
    QSpinBox* m_percent;
    QSpinBox* m_minutes;
    bool m_isShowingMode = false; ///< it is not the user who enters something
    bool m_isEdited = false;
};

} // namespace kaunt
