// SPDX-License-Identifier: MIT
#pragma once

#include "ui/filterbar.h"

#include <QLineEdit>

#include <memory>

namespace kaunt::test {

/// A filter bar that is on the screen, with the focus in its field.
class ShownFilterBar : public QObject {
    Q_OBJECT

protected:
    void show(); ///< a new one; what goes wrong fails the test that runs
    [[nodiscard]] QLineEdit* field() const { return m_bar->findChild<QLineEdit*>(QStringLiteral("filterField")); }

    std::unique_ptr<FilterBar> m_bar;
};

} // namespace kaunt::test
