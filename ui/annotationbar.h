// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/annotation.h"
#include "core/webhook/delivery.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QKeyEvent;
class QLabel;
class QPlainTextEdit;

namespace kaunt {

class RemarkLabel;

/// The mark and the note of the shown delivery, to be changed. What is written is told after a pause, and before
/// anything else is shown or the bar is hidden. Enter is done with the note, Shift+Enter begins a line in it, Escape
/// brings back what stood there before. What would make the note longer than the log keeps does not get into it, and a
/// remark beneath says so. GUI thread.
class AnnotationBar final : public QWidget {
    Q_OBJECT

public:
    explicit AnnotationBar(QWidget* parent = nullptr);

    /// What is being written about the same delivery stays, and so it does about a repeat that takes its place.
    void showDelivery(const DeliverySummary& delivery);
    /// Its number may be another's from now on: nothing is told until showDelivery().
    void forgetDelivery();
    /// What was told last could not be kept: what was written stays, and is told again when it is left or changed.
    void takeNotStored();
    void focusNote(); ///< behind what stands there

Q_SIGNALS:
    void changed(const kaunt::Annotation& annotation);
    void noteDone(); ///< by Enter or Escape: the keyboard may go elsewhere

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    [[nodiscard]] bool takeKey(const QKeyEvent& press);
    void nameFields();
    void layOut();
    void connectFields();
    void restoreNote();
    void tellNote();
    void limitNote();
    void fitHeight();
    [[nodiscard]] int heightOf(int lines) const; ///< of the note

    QCheckBox* m_mark;
    QLabel* m_label;
    QPlainTextEdit* m_note;
    RemarkLabel* m_remark;
    QTimer m_pause;
    qint64 m_delivery = 0;
    std::optional<WebhookEvent> m_event;
    QString m_known;  ///< the note as it was told last
    QString m_stored; ///< as the log had it last
    QString m_before; ///< as it was when the cursor came into it
};

} // namespace kaunt
