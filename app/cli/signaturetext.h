// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/signature.h"

#include <QList>
#include <QStringList>

namespace kaunt {

/// The signature that came above the one that a secret gives for the body, with what differs marked: for each secret,
/// retired ones too, or for the one alone that gives the same value in another writing. Empty where no signature came
/// or no secret is known. Pure.
[[nodiscard]] QStringList signatureText(const QByteArray& body, const QByteArray& received,
                                        const QList<SigningSecret>& secrets);

} // namespace kaunt
