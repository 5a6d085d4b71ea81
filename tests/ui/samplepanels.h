// SPDX-License-Identifier: MIT
#pragma once

#include <QList>
#include <QMetaType>
#include <QWidget>

#include <memory>

namespace kaunt::test {

using MakePanel = std::unique_ptr<QWidget> (*)();

/// A tab of the details with content, by a name that no other has.
struct SamplePanel {
    const char* name;
    MakePanel make;
};

/// Every tab in every state that looks different.
[[nodiscard]] QList<SamplePanel> samplePanels();

} // namespace kaunt::test

Q_DECLARE_METATYPE(kaunt::test::MakePanel)
