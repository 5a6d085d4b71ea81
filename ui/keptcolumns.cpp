// SPDX-License-Identifier: MIT
#include "ui/keptcolumns.h"

#include "ui/deliverylistview.h"

#include <QHeaderView>

#include <chrono>
#include <utility>

namespace kaunt {

KeptColumns::KeptColumns(DeliveryListView& list, WindowState state)
    : QObject(&list)
    , m_list(list)
    , m_state(std::move(state))
    , m_kept(list.columnsState())
{
    constexpr std::chrono::milliseconds pause(500);
    m_pause.setInterval(pause);
    m_pause.setSingleShot(true);
    m_pause.callOnTimeout(this, &KeptColumns::keep);
    const auto wait = [this] { m_pause.start(); };
    connect(list.horizontalHeader(), &QHeaderView::sectionMoved, this, wait);
    connect(list.horizontalHeader(), &QHeaderView::sectionResized, this, wait); // also where one is hidden or shown
}

/// A window that becomes wider arranges nothing.
void KeptColumns::keep()
{
    const QByteArray state = m_list.columnsState();
    if (state == m_kept)
        return;
    m_kept = state;
    m_state.save(WindowState::Part::Columns, state);
}

} // namespace kaunt
