// SPDX-License-Identifier: MIT
#include "tests/ui/bodyviewfixture.h"

namespace kaunt::test {

void BodyViewFixture::makeAnew()
{
    m_view = std::make_unique<JsonBodyView>(QStringLiteral("the body"));
    m_view->resize(1000, 330);
    m_view->show();
}

} // namespace kaunt::test
