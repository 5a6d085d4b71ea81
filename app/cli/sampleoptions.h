// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/webhook/signature.h"

#include <QCommandLineOption>
#include <QCommandLineParser>

namespace kaunt {

/// What the commands that send sample deliveries are asked for in the same way. An error is a usage message.

[[nodiscard]] QCommandLineOption eventTypeOption();
[[nodiscard]] Result<QString, QString> readEventType(const QCommandLineParser& arguments);

[[nodiscard]] QCommandLineOption encodingOption();
[[nodiscard]] Result<SignatureEncoding, QString> readEncoding(const QCommandLineParser& arguments);

} // namespace kaunt
