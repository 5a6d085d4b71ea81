// SPDX-License-Identifier: MIT
#include "ui/relativefilter.h"

#include "ui/deliverylistmodel.h"
#include "ui/deliverylistview.h"

#include <QApplication>
#include <QTimer>

#include <algorithm>
#include <chrono>

namespace kaunt {

RelativeFilter::RelativeFilter(DeliveryListModel& model, const DeliveryListView& list, QObject* parent)
    : QObject(parent)
    , m_model(model)
    , m_list(list)
    , m_timer(new QTimer(this))
    , m_soon(new QTimer(this))
{
    m_soon->setInterval(std::chrono::seconds(1));
    connect(m_soon, &QTimer::timeout, this, &RelativeFilter::askAnew);
    connect(m_timer, &QTimer::timeout, this, &RelativeFilter::askAnew);
}

void RelativeFilter::follow(const DeliveryQuery& query)
{
    using namespace std::chrono_literals;
    constexpr std::chrono::milliseconds mostOften = 2s;
    constexpr std::chrono::milliseconds leastOften = 1min;
    constexpr int share = 10; // of the time: so stale it may be
    const auto shortest = query.filter.shortestRelativeTime();
    if (shortest)
        m_timer->start(std::clamp(std::chrono::milliseconds(*shortest / share), mostOften, leastOften));
    else
        m_timer->stop();
}

void RelativeFilter::askSoon()
{
    if (!m_model.dependsOnLaterRecords())
        return;
    m_soon->start();
    askAnew();
}

/// In a sorted list what is read keeps its place, wherever that is.
void RelativeFilter::askAnew()
{
    const bool disturbsNobody =
        m_model.order().isNewestFirst() ? m_list.isAtRest() : !QApplication::activePopupWidget();
    if (m_model.isSearching() || !disturbsNobody)
        return;
    m_soon->stop();
    m_model.askAnew();
}

} // namespace kaunt
