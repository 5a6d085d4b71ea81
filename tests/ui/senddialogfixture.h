// SPDX-License-Identifier: MIT
#pragma once

#include "tests/core/simulator/scriptedpeer.h"
#include "tests/support/manualclock.h"
#include "ui/senddialog.h"

#include <QPushButton>
#include <QTest>

#include <memory>

namespace kaunt::test {

/// The dialog with a real peer behind it, which answers 200 unless that is replaced. What goes wrong fails the test
/// that runs.
class SendDialogFixture : public QObject {
    Q_OBJECT

protected:
    void makeAnew(); ///< the peer, before each test function
    [[nodiscard]] std::unique_ptr<SendDialog> open(const QString& payload = {}) const;
    [[nodiscard]] static QString outcomeOf(const SendDialog& dialog);
    static void choose(const SendDialog& dialog, const char* box, const QString& text);
    template <typename Control>
    [[nodiscard]] static Control* control(const SendDialog& dialog, const char* name)
    {
        return dialog.findChild<Control*>(QLatin1String(name));
    }
    static void press(const SendDialog& dialog, const char* name)
    {
        QTest::mouseClick(control<QPushButton>(dialog, name), Qt::LeftButton);
    }

    const ManualClock m_clock; // 14:02:11 in the zone of the tests
    std::unique_ptr<ScriptedPeer> m_peer;
};

} // namespace kaunt::test
