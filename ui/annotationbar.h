// SPDX-License-Identifier: MIT
#pragma once

#include "core/storage/annotation.h"
#include "core/webhook/delivery.h"

#include <QTimer>
#include <QWidget>

class QCheckBox;
class QPlainTextEdit;

namespace kaunt {

/// The mark and the note of the shown delivery, to be changed. What is written is told after a pause, and before
/// anything else is shown or the bar is hidden. GUI thread.
class AnnotationBar final : public QWidget {
    Q_OBJECT

public:
    explicit AnnotationBar(QWidget* parent = nullptr);

    /// What is being written about the same delivery stays, and so it does about a repeat that takes its place.
    void showDelivery(const DeliverySummary& delivery);
    void focusNote();

Q_SIGNALS:
    void changed(const kaunt::Annotation& annotation);

protected:
    void hideEvent(QHideEvent* event) override;

private:
    void tellNote();
    void fitHeight();
    [[nodiscard]] int heightOf(int lines) const; ///< of the note

    QCheckBox* m_mark;
    QPlainTextEdit* m_note;
    QTimer m_pause;
    qint64 m_delivery = 0;
    std::optional<WebhookEvent> m_event;
    QString m_known; ///< the note as it was told last
};

} // namespace kaunt
