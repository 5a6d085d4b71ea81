// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"
#include "core/webhook/retryforecast.h"

#include <QRect>
#include <QWidget>

namespace kaunt {

/// The attempts at an event on a line from the first to the moment when Kaunt gives up: each with a sign of
/// what became of it, our answer and how long that took, and where the next is to be expected. Time goes by its
/// logarithm, since the waits grow. All that it shows stands in the table too, which the keyboard reaches. GUI thread.
class AttemptTimeline final : public QWidget {
    Q_OBJECT

public:
    explicit AttemptTimeline(QWidget* parent = nullptr);

    /// As of a deliveryHistory(); `shown` is the number of the delivery that the details are about.
    void setAttempts(const QList<DeliverySummary>& attempts, qint64 shown, qint64 nowUtcMillis);
    /// Where the sign of an attempt is drawn.
    [[nodiscard]] QRect signOf(int attempt) const;
    /// Where a moment is, in the widget's coordinates: within the line's ends, whatever it is.
    [[nodiscard]] int positionOf(qint64 utcMillis) const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    [[nodiscard]] int lineTop() const; ///< the line's place from above
    [[nodiscard]] QString textOf(int attempt) const;
    void paintScale(QPainter& painter) const;
    void paintAttempts(QPainter& painter) const;
    void paintExpected(QPainter& painter) const;

    QList<DeliverySummary> m_attempts;
    RetryForecast m_forecast;
    qint64 m_shown = 0;
    qint64 m_now = 0;
};

} // namespace kaunt
