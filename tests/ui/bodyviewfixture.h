// SPDX-License-Identifier: MIT
#pragma once

#include "ui/jsonbodyview.h"
#include "ui/jsontreeview.h"
#include "ui/rawtextview.h"

#include <QLabel>

#include <memory>

namespace kaunt::test {

/// The views of a body alone, on the screen.
class BodyViewFixture : public QObject {
    Q_OBJECT

protected:
    void makeAnew(); ///< before each test function
    template <typename Widget>
    [[nodiscard]] Widget* find(const QString& name) const
    {
        return m_view->findChild<Widget*>(name);
    }
    [[nodiscard]] RawTextView* text() const { return find<RawTextView>(QStringLiteral("bodyText")); }
    [[nodiscard]] JsonTreeView* tree() const { return find<JsonTreeView>(QStringLiteral("bodyTree")); }
    [[nodiscard]] QLabel* notice() const { return find<QLabel>(QStringLiteral("bodyNotice")); }

    std::unique_ptr<JsonBodyView> m_view;
};

} // namespace kaunt::test
