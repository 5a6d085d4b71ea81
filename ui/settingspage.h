// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"

#include <QWidget>

namespace kaunt {

/// One page of the settings. It edits its part of them and leaves the rest alone. GUI thread.
class SettingsPage : public QWidget {
    Q_OBJECT

public:
    using QWidget::QWidget;

    [[nodiscard]] virtual QString title() const = 0;
    /// The name of the page of the help that tells about it.
    [[nodiscard]] virtual QString helpPage() const = 0;
    /// Takes what it shows from there; emits nothing.
    virtual void read(const Settings& settings) = 0;
    virtual void write(Settings& settings) const = 0;
    /// What all pages together would write; for what one shows of another's. Emits nothing.
    virtual void follow(const Settings& /*edited*/) {}
    /// Reads again what it knows of files, which may have changed since they were named. Emits nothing.
    virtual void refresh() {}
    /// What it wrote last holds from now on. Emits nothing.
    virtual void takeApplied() {}
    /// What can't be accepted as it is, the first of it; empty where all can. It stands beneath its field as well.
    [[nodiscard]] virtual QString problem() const { return {}; }
    /// Puts the focus into the field that problem() is about.
    virtual void showProblem() {}

Q_SIGNALS:
    void edited(); ///< by the user
};

} // namespace kaunt
