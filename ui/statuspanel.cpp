// SPDX-License-Identifier: MIT
#include "ui/statuspanel.h"

#include "ui/accessiblerole.h"
#include "ui/activitygraph.h"
#include "ui/announcement.h"
#include "ui/timewording.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>

#include <algorithm>

namespace kaunt {

namespace {

QString separator()
{
    return QStringLiteral(" · ");
}

} // namespace

StatusPanel::StatusPanel(const Clock& clock, QWidget* parent)
    : QWidget(parent)
    , m_clock(clock)
    , m_counts(new QLabel(this))
    , m_activity(new ActivityGraph(this))
    , m_log(new QLabel(this))
{
    setObjectName(QStringLiteral("statusPanel"));
    setAccessibleRole(*this, QAccessible::StatusBar);
    m_counts->setObjectName(QStringLiteral("statusCounts"));
    m_counts->setTextFormat(Qt::PlainText);
    m_log->setObjectName(QStringLiteral("statusLog"));
    m_log->setTextFormat(Qt::PlainText);
    auto* layout = new QHBoxLayout(this);
    constexpr int margin = 6;
    layout->setContentsMargins(margin, 0, margin, 0);
    layout->addWidget(m_counts);
    layout->addWidget(m_activity);
    layout->addStretch(1);
    layout->addWidget(m_log);
    constexpr int secondMillis = 1'000;
    m_second.setInterval(secondMillis);
    connect(&m_second, &QTimer::timeout, this, &StatusPanel::refresh);
    m_second.start();
    constexpr int tellMillis = 2'000;
    m_tell.setSingleShot(true);
    m_tell.setInterval(tellMillis);
    connect(&m_tell, &QTimer::timeout, this, &StatusPanel::tellNew);
    refresh();
}

void StatusPanel::setStatistics(const LogStatistics& statistics)
{
    m_statistics = statistics;
    m_lastReceivedAt = std::max(m_lastReceivedAt, statistics.lastReceivedAt);
    refresh();
}

void StatusPanel::takeRecorded(const QList<DeliverySummary>& deliveries)
{
    if (deliveries.isEmpty())
        return;
    m_storedMicros = deliveries.constLast().storedMicros;
    m_lastReceivedAt = std::max(m_lastReceivedAt, deliveries.constLast().receivedAt);
    m_activity->add(static_cast<int>(deliveries.size()), m_clock.utcMillis());
    refresh();
    m_new += deliveries.size();
    if (!m_tell.isActive())
        m_tell.start();
}

void StatusPanel::tellNew()
{
    announce(*this, tr("%1 new: %2, %3").arg(QLocale().toString(m_new), eventsText(), refusedText()));
    m_new = 0;
}

void StatusPanel::refresh()
{
    m_activity->moveTo(m_clock.utcMillis());
    m_counts->setText(countsText());
    m_log->setText(logText());
}

QString StatusPanel::eventsText() const
{
    return m_statistics.events == 1 ? tr("1 event") : tr("%1 events").arg(QLocale().toString(m_statistics.events));
}

QString StatusPanel::refusedText() const
{
    return tr("%1 refused").arg(QLocale().toString(m_statistics.refused));
}

QString StatusPanel::countsText() const
{
    QStringList parts{eventsText(), refusedText()};
    constexpr qint64 secondMillis = 1'000;
    const qint64 age = m_clock.utcMillis() - m_lastReceivedAt;
    if (m_lastReceivedAt > 0)
        parts.append(age < secondMillis ? tr("last received just now") : tr("last %1").arg(ageText(age)));
    return parts.join(separator());
}

QString StatusPanel::logText() const
{
    const QLocale locale;
    QStringList parts;
    parts.append(tr("log %1").arg(locale.formattedDataSize(m_statistics.bytes, 1)));
    if (m_storedMicros >= 0)
        parts.append(tr("stored within %1 ms").arg(locale.toString(double(m_storedMicros) / 1'000, 'f', 1)));
    return parts.join(separator());
}

} // namespace kaunt
