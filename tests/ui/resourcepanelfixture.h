// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/delivery.h"
#include "ui/rawtextview.h"
#include "ui/resourcepanel.h"

#include <QObject>

#include <memory>

namespace kaunt::test {

/// A verified delivery of an event of this kind, and what the simulated API answers for it.
[[nodiscard]] DeliveryRecord delivery(EventKind kind);
[[nodiscard]] ResourceRecord fetched(const DeliveryRecord& record);

/// The Resource tab alone, on the screen.
class ResourcePanelFixture : public QObject {
    Q_OBJECT

protected:
    void begin(); ///< before each test function
    template <typename Widget>
    [[nodiscard]] Widget* find(const char* name) const
    {
        return m_panel->findChild<Widget*>(QString::fromLatin1(name));
    }
    void showFetches(const DeliveryRecord& record, const QList<ResourceRecord>& fetches);
    [[nodiscard]] QString raw() const { return find<RawTextView>("bodyText")->toPlainText(); }

    std::unique_ptr<ResourcePanel> m_panel;
};

} // namespace kaunt::test
