// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"
#include "core/webhook/signature.h"

#include <QJsonObject>
#include <QString>

namespace kaunt {

/// Why a delivery was refused: a cause code of contracts.md section 3 and what is known about it. Never a secret, never
/// the right signature of a body that a stranger sent.
struct Diagnosis {
    QString cause;
    QJsonObject detail;

    bool operator==(const Diagnosis&) const = default;
};

/// Pure; for deliveries that did not verify. Knows header-missing, header-malformed, header-repeated and unknown.
[[nodiscard]] Diagnosis diagnoseRefusal(const HeaderList& headers, const SignatureCheck& check);

} // namespace kaunt
