// SPDX-License-Identifier: MIT
#include "ui/attempttimeline.h"

#include "core/answerstatus.h"
#include "core/webhook/answertime.h"
#include "ui/accessiblerole.h"
#include "ui/deliverycolumns.h"
#include "ui/quantities.h"
#include "ui/repeatwording.h"
#include "ui/verdicticon.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace kaunt {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds scaleLength = 24h; // then Kaunt gives up

/// What is verified has a tick only where our answer took it, too: any other one brings it again.
Verdict signedAs(const DeliverySummary& attempt)
{
    if (attempt.verdict != Verdict::Verified || isSuccess(attempt.status))
        return attempt.verdict;
    return attempt.status == 0 ? Verdict::Missing : Verdict::NoSecret; // not known yet, or not taken
}

QString shownStatus(const DeliverySummary& attempt)
{
    return cellText(attempt, DeliveryColumn::Status, {});
}

/// Labels in a row, each left out where it would run into the one before.
class LabelRow {
public:
    LabelRow(QPainter& painter, int top, int right)
        : m_painter(painter)
        , m_top(top)
        , m_right(right)
    {
    }

    void add(int center, const QString& text)
    {
        const QFontMetrics metrics(m_painter.font());
        const int width = metrics.horizontalAdvance(text);
        const int left = std::clamp(center - width / 2, 0, std::max(0, m_right - width));
        if (left < m_free)
            return;
        m_painter.drawText(left, m_top + metrics.ascent(), text);
        m_free = left + width + metrics.averageCharWidth();
    }

private:
    QPainter& m_painter;
    int m_top;
    int m_right;
    int m_free = 0;
};

} // namespace

AttemptTimeline::AttemptTimeline(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("attemptTimeline"));
    setAccessibleName(tr("Time line of the attempts"));
    setAccessibleRole(*this, QAccessible::Graphic);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AttemptTimeline::setAttempts(const QList<DeliverySummary>& attempts, qint64 shown, qint64 nowUtcMillis)
{
    m_attempts = attempts;
    m_forecast = forecastOf(attempts);
    m_shown = shown;
    m_now = nowUtcMillis;
    QStringList texts;
    for (int i = 0; i < m_attempts.size(); ++i)
        texts.append(textOf(i));
    setAccessibleDescription(texts.join(QLatin1String("; ")));
    update();
}

QString AttemptTimeline::textOf(int attempt) const
{
    const DeliverySummary& one = m_attempts.at(attempt);
    const std::chrono::milliseconds since(one.receivedAt - m_attempts.constFirst().receivedAt);
    const QString after = attempt == 0 ? tr("first") : tr("+%1").arg(durationText(since));
    const qint64 micros = answeredMicros(one);
    return micros < 0 ? tr("%1: %2").arg(after, shownStatus(one))
                      : tr("%1: %2 in %3").arg(after, shownStatus(one), durationText(micros));
}

int AttemptTimeline::lineTop() const
{
    return fontMetrics().height() * 2;
}

int AttemptTimeline::positionOf(qint64 utcMillis) const
{
    const int margin = fontMetrics().height();
    if (m_attempts.isEmpty())
        return margin;
    using Seconds = std::chrono::duration<double>;
    const std::chrono::milliseconds since(utcMillis - m_attempts.constFirst().receivedAt);
    const Seconds onScale = std::clamp(since, 0ms, scaleLength);
    const double share = std::log1p(onScale.count()) / std::log1p(Seconds(scaleLength).count());
    return margin + int(std::lround(share * (width() - 2 * margin)));
}

QRect AttemptTimeline::signOf(int attempt) const
{
    const int side = fontMetrics().height();
    return {positionOf(m_attempts.at(attempt).receivedAt) - side / 2, lineTop() - side / 2, side, side};
}

QSize AttemptTimeline::sizeHint() const
{
    constexpr int lines = 4;
    constexpr int widthInCharacters = 80;
    return {fontMetrics().averageCharWidth() * widthInCharacters, fontMetrics().height() * lines};
}

QSize AttemptTimeline::minimumSizeHint() const
{
    constexpr int widthInCharacters = 30;
    return {fontMetrics().averageCharWidth() * widthInCharacters, sizeHint().height()};
}

void AttemptTimeline::paintEvent(QPaintEvent*)
{
    if (m_attempts.isEmpty())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintScale(painter);
    paintExpected(painter);
    paintAttempts(painter);
}

void AttemptTimeline::paintScale(QPainter& painter) const
{
    struct Tick {
        std::chrono::milliseconds after;
        QString text;
    };
    const int tick = fontMetrics().height() / 3;
    const qint64 first = m_attempts.constFirst().receivedAt;
    const int end = positionOf(first + scaleLength.count());
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawLine(positionOf(first), lineTop(), end, lineTop());
    painter.drawLine(end, lineTop() - tick * 2, end, lineTop() + tick * 2);
    const QString endText = tr("24 h: Kaunt gives up");
    const int endLeft = width() - fontMetrics().horizontalAdvance(endText);
    constexpr int gapInCharacters = 4; // else it reads as one with the label before
    LabelRow labels(painter, lineTop() + fontMetrics().height(),
                    endLeft - gapInCharacters * fontMetrics().averageCharWidth());
    for (const Tick& one : {Tick{1s, tr("+1 s")}, Tick{10s, tr("+10 s")}, Tick{1min, tr("+1 min")},
                            Tick{10min, tr("+10 min")}, Tick{1h, tr("+1 h")}, Tick{6h, tr("+6 h")}}) {
        const int x = positionOf(first + one.after.count());
        painter.drawLine(x, lineTop() - tick / 2, x, lineTop() + tick / 2);
        if (x < endLeft)
            labels.add(x, one.text);
    }
    painter.drawText(endLeft, lineTop() + fontMetrics().height() + fontMetrics().ascent(), endText);
}

void AttemptTimeline::paintExpected(QPainter& painter) const
{
    const bool isExpected = m_forecast.next > m_now && m_attempts.constLast().status >= 300;
    if (!isExpected)
        return;
    const int side = fontMetrics().height();
    const int x = positionOf(m_forecast.next);
    painter.setPen(QPen(palette().color(QPalette::WindowText), 1, Qt::DashLine));
    painter.setBrush(palette().color(QPalette::Window));
    painter.drawEllipse(QPoint(x, lineTop()), side / 2, side / 2);
    painter.drawText(QRect(x - side / 2, lineTop() - side / 2, side, side), Qt::AlignCenter, QStringLiteral("?"));
}

void AttemptTimeline::paintAttempts(QPainter& painter) const
{
    painter.setPen(palette().color(QPalette::WindowText));
    LabelRow labels(painter, 0, width());
    for (int i = 0; i < m_attempts.size(); ++i) {
        const DeliverySummary& attempt = m_attempts.at(i);
        const QRect sign = signOf(i);
        verdictIcon(signedAs(attempt), palette()).paint(&painter, sign);
        if (attempt.number == m_shown) {
            painter.setBrush(Qt::NoBrush);
            painter.drawEllipse(sign.adjusted(-2, -2, 1, 1));
        }
        const qint64 micros = answeredMicros(attempt);
        labels.add(sign.center().x(),
                   micros < 0 ? shownStatus(attempt) : tr("%1 in %2").arg(shownStatus(attempt), durationText(micros)));
    }
}

bool AttemptTimeline::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const QPoint at = static_cast<QHelpEvent*>(event)->pos();
    QStringList texts;
    for (int i = 0; i < m_attempts.size(); ++i) {
        if (signOf(i).contains(at))
            texts.append(textOf(i));
    }
    QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), texts.join(u'\n'), this);
    return true;
}

} // namespace kaunt
