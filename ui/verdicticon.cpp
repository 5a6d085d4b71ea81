// SPDX-License-Identifier: MIT
#include "ui/verdicticon.h"

#include "ui/readablecolor.h"

#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPixmap>

namespace kaunt {

namespace {

bool isDark(const QPalette& palette)
{
    constexpr int half = 128;
    return palette.color(QPalette::Base).lightness() < half;
}

/// Strokes in a square of 16 by 16.
QPainterPath signOf(Verdict verdict)
{
    QPainterPath path;
    switch (verdict) {
    case Verdict::Verified:
        path.moveTo(4.5, 8.4);
        path.lineTo(7.0, 11.0);
        path.lineTo(11.6, 5.4);
        break;
    case Verdict::Mismatch:
        path.moveTo(5.2, 5.2);
        path.lineTo(10.8, 10.8);
        path.moveTo(10.8, 5.2);
        path.lineTo(5.2, 10.8);
        break;
    case Verdict::Missing:
        path.moveTo(5.8, 6.2);
        path.cubicTo(5.8, 3.2, 10.4, 3.2, 10.2, 6.2);
        path.cubicTo(10.1, 7.8, 8.0, 7.8, 8.0, 9.6);
        path.moveTo(8.0, 11.9);
        path.lineTo(8.0, 12.1);
        break;
    case Verdict::Misdirected: // an arrow that turns away
        path.moveTo(4.6, 11.2);
        path.cubicTo(4.6, 6.4, 8.0, 5.6, 11.2, 6.6);
        path.moveTo(8.8, 4.0);
        path.lineTo(11.4, 6.7);
        path.lineTo(8.6, 9.2);
        break;
    case Verdict::Malformed:
    case Verdict::NoSecret:
        path.moveTo(8.0, 3.9);
        path.lineTo(8.0, 9.2);
        path.moveTo(8.0, 11.7);
        path.lineTo(8.0, 11.9);
        break;
    }
    return path;
}

class VerdictIconEngine final : public QIconEngine {
public:
    VerdictIconEngine(Verdict verdict, const QColor& color)
        : m_verdict(verdict)
        , m_color(color)
    {
    }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        constexpr qreal side = 16.0;
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.center().x() + 0.5 - rect.width() / 2.0, rect.center().y() + 0.5 - rect.height() / 2.0);
        painter->scale(rect.width() / side, rect.height() / side);
        // On a selection's background the disc needs a rim to stand out.
        painter->setPen(mode == QIcon::Selected ? QPen(Qt::white, 1.2) : QPen(Qt::NoPen));
        painter->setBrush(m_color);
        painter->drawEllipse(QRectF(1.2, 1.2, 13.6, 13.6));
        const QColor ink =
            contrastRatio(Qt::white, m_color) >= contrastRatio(Qt::black, m_color) ? Qt::white : Qt::black;
        painter->setPen(QPen(ink, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(Qt::NoBrush);
        painter->drawPath(signOf(m_verdict));
        painter->restore();
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap picture(size);
        picture.fill(Qt::transparent);
        QPainter painter(&picture);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return picture;
    }

    [[nodiscard]] QIconEngine* clone() const override { return new VerdictIconEngine(*this); }

private:
    Verdict m_verdict;
    QColor m_color;
};

} // namespace

QColor goodColor(const QPalette& palette)
{
    return readableColor(isDark(palette) ? QColor(0x3f, 0xb9, 0x50) : QColor(0x1a, 0x7f, 0x37), palette);
}

QColor badColor(const QPalette& palette)
{
    return readableColor(isDark(palette) ? QColor(0xf8, 0x51, 0x49) : QColor(0xb3, 0x1d, 0x28), palette);
}

QColor warningColor(const QPalette& palette)
{
    return readableColor(isDark(palette) ? QColor(0xd2, 0x99, 0x22) : QColor(0x8a, 0x5a, 0x00), palette);
}

QColor verdictColor(Verdict verdict, const QPalette& palette)
{
    switch (verdict) {
    case Verdict::Verified:
        return goodColor(palette);
    case Verdict::NoSecret:
    case Verdict::Misdirected:
        return warningColor(palette);
    default:
        return badColor(palette);
    }
}

QIcon verdictIcon(Verdict verdict, const QPalette& palette)
{
    return QIcon(new VerdictIconEngine(verdict, verdictColor(verdict, palette)));
}

} // namespace kaunt
