// SPDX-License-Identifier: MIT
#pragma once

#include "tests/ui/samplerecords.h"
#include "ui/valuefield.h"

#include <QWidget>

namespace kaunt::test {

/// A delivery for the panels of the details, and what they show of it. Null where a panel has no such part.

[[nodiscard]] inline DeliveryRecord completed()
{
    return verifiedRecord(knownEventTypes().first());
}

template <typename Widget>
[[nodiscard]] Widget* find(const QWidget& panel, const char* name)
{
    return panel.findChild<Widget*>(QString::fromLatin1(name));
}

/// The whole value of the field of this name, which is there.
[[nodiscard]] inline QString fact(const QWidget& panel, const char* name)
{
    return find<ValueField>(panel, name)->value();
}

} // namespace kaunt::test
