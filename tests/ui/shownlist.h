// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/storage/logfixture.h"
#include "tests/ui/listedlog.h"
#include "ui/deliverylistview.h"

#include <QScrollBar>
#include <QToolButton>

#include <memory>

namespace kaunt::test {

/// A log of fifty deliveries in a list that is on the screen.
class ShownList : public QObject {
    Q_OBJECT

protected:
    void show(); ///< a new one; what goes wrong fails the test that runs
    [[nodiscard]] QToolButton* newButton() const
    {
        return m_view->findChild<QToolButton*>(QStringLiteral("newDeliveriesButton"));
    }
    [[nodiscard]] qint64 numberOnTop() const { return m_list->model().numberAt(m_view->rowAt(1)); }

    std::unique_ptr<ListedLog> m_list;
    std::unique_ptr<DeliveryListView> m_view;
};

} // namespace kaunt::test
