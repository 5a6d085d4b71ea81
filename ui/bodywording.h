// SPDX-License-Identifier: MIT
#pragma once

#include "ui/readbody.h"

#include <QString>

namespace kaunt {

/// Whether the text is seen, and not its bytes or its tree alone.
enum class TextInSight { Yes, No };

/// What is to be said about a body that is not plain, whole JSON: what it is, how it was unpacked, where it stops
/// making sense. Plain sentences; empty where there is nothing to say. `body` is as it came, `wholeBytes` larger where
/// only its beginning was kept. `formatted` is what is shown in place of the text, or, without JSON, can't be.
/// How a text that is not in sight is broken is not told.
[[nodiscard]] QString bodyNotice(const ReadBody& read, const QByteArray& body, qint64 wholeBytes,
                                 const FormattedBody* formatted = nullptr, TextInSight sight = TextInSight::Yes);

} // namespace kaunt
