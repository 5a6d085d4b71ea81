// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverytarget.h"

#include <QCommandLineParser>

namespace kaunt {

/// What to tell who gave `option`, or URL as an operand, something that deliveryTarget() does not take. What was given
/// is not in it: a password may be.
[[nodiscard]] QString deliveryTargetUsage(TargetFlaw flaw, const QString& option = QStringLiteral("--to"));

/// The URL of --to, which must be there; or what is wrong with it.
[[nodiscard]] Result<QUrl, QString> givenTarget(const QCommandLineParser& arguments);

} // namespace kaunt
