// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace kaunt {

/// Keeps Alt with a letter that no mnemonic wanted out of what is being written: on X11 Qt's fields take it for the
/// letter, and in a hidden secret nobody sees it. What AltGr makes stays. To be installed on the application; GUI
/// thread.
class UnusedAltKeys final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace kaunt
