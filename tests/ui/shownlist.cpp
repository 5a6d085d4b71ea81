// SPDX-License-Identifier: MIT
#include "tests/ui/shownlist.h"

#include <QTest>

namespace kaunt::test {

void ShownList::show()
{
    m_view.reset();
    m_list = std::make_unique<ListedLog>();
    m_list->append(manyDeliveries(50));
    QVERIFY(m_list->ask(foldedQuery()));
    m_view = std::make_unique<DeliveryListView>(m_list->model());
    m_view->resize(900, 300);
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

} // namespace kaunt::test
