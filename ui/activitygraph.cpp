// SPDX-License-Identifier: MIT
#include "ui/activitygraph.h"

#include "ui/accessiblerole.h"

#include <QPainter>

#include <algorithm>
#include <numeric>

namespace kaunt {

ActivityGraph::ActivityGraph(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("activityGraph"));
    setAccessibleName(tr("Deliveries in the last five minutes"));
    setAccessibleRole(*this, QAccessible::Graphic);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void ActivityGraph::add(int deliveries, qint64 nowUtcMillis)
{
    moveTo(nowUtcMillis);
    m_counts.last() += deliveries;
    tellTotal();
}

void ActivityGraph::moveTo(qint64 nowUtcMillis)
{
    const qint64 bar = nowUtcMillis / barMillis;
    // A clock that was set back goes on in the bar that there is.
    const qint64 passed = std::clamp<qint64>(bar - m_newestBar, 0, barCount);
    if (passed == 0)
        return;
    m_counts.remove(0, passed);
    m_counts.resize(barCount, 0);
    m_newestBar = bar;
    tellTotal();
}

void ActivityGraph::tellTotal()
{
    const int total = std::accumulate(m_counts.cbegin(), m_counts.cend(), 0);
    setAccessibleDescription(QString::number(total));
    setToolTip(tr("Deliveries in the last five minutes: %L1").arg(total));
    update();
}

QSize ActivityGraph::sizeHint() const
{
    constexpr int barWidth = 3;
    return {barCount * barWidth, fontMetrics().height()};
}

void ActivityGraph::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const int highest = std::max(1, *std::max_element(m_counts.cbegin(), m_counts.cend()));
    const double barWidth = double(width()) / barCount;
    const QColor color = palette().color(QPalette::Highlight);
    QColor ground = palette().color(QPalette::WindowText);
    constexpr int groundAlpha = 60;
    ground.setAlpha(groundAlpha);
    painter.fillRect(QRectF(0, height() - 1, width(), 1), ground);
    for (int i = 0; i < barCount; ++i) {
        if (m_counts.at(i) == 0)
            continue;
        const double barHeight = std::max(2.0, double(height()) * m_counts.at(i) / highest);
        painter.fillRect(QRectF(i * barWidth, height() - barHeight, barWidth - 1, barHeight), color);
    }
}

} // namespace kaunt
