// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/listenaddress.h"
#include "core/result.h"

#include <QString>
#include <QStringList>

#include <optional>

namespace kaunt {

/// What kaunt-monitor was started with.
struct DesktopOptions {
    enum class Mode {
        Run,
        Help,
        Version,
        ProbeDisplay, ///< ends at once, with 0 where a window could be shown
    };

    Mode mode = Mode::Run;
    bool demo = false;
    QString dataDirectory;
    QString configFile;
    QString captureFile;                 ///< to be looked at, and nothing else is done
    std::optional<ListenAddress> listen; ///< goes before the settings, for this run
};

/// `arguments` with the program's name in front; a failure is the sentence about what is wrong. Needs an application
/// object. There is no argument that takes a secret.
[[nodiscard]] Result<DesktopOptions, QString> parseDesktopArguments(const QStringList& arguments);
[[nodiscard]] QString desktopHelpText();

} // namespace kaunt
