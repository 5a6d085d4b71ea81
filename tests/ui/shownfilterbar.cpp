// SPDX-License-Identifier: MIT
#include "tests/ui/shownfilterbar.h"

#include <QTest>

namespace kaunt::test {

void ShownFilterBar::show()
{
    m_bar = std::make_unique<FilterBar>();
    m_bar->resize(900, 60);
    m_bar->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_bar.get()));
    field()->setFocus();
}

} // namespace kaunt::test
