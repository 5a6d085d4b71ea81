// SPDX-License-Identifier: MIT
#pragma once

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QString>

namespace kaunt {

/// What QCommandLineParser lets pass, as a sentence; null where nothing is wrong. An option that is given twice, of
/// which the last would win in silence, unless its value's name ends with "…". And an empty value, which an unset
/// variable of a script leaves behind: it would be the working directory, the defaults or plain HTTP. Only a filter
/// (EXPR) and a header's content (VALUE) may be empty.
[[nodiscard]] QString optionValuesFlaw(const QCommandLineParser& parser, const QList<QCommandLineOption>& options);

/// The same of the environment: a mistyped KAUNT_SECRET_STORE would put secrets where nobody looks for them.
[[nodiscard]] QString environmentFlaw();

} // namespace kaunt
