// SPDX-License-Identifier: MIT
#include "ui/keptcolumns.h"

#include "ui/deliverylistview.h"

#include <chrono>
#include <utility>

namespace kaunt {

KeptColumns::KeptColumns(DeliveryListView& list, WindowState state)
    : QObject(&list)
    , m_list(list)
    , m_state(std::move(state))
{
    constexpr std::chrono::milliseconds pause(500);
    m_pause.setInterval(pause);
    m_pause.setSingleShot(true);
    m_pause.callOnTimeout(this, &KeptColumns::keep);
    connect(&list, &DeliveryListView::columnsArranged, this, [this] { m_pause.start(); });
}

void KeptColumns::keep()
{
    m_state.save(WindowState::Part::Columns, m_list.columnsState());
}

} // namespace kaunt
