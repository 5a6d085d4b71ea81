// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/secretwritings.h"

#include <QByteArray>
#include <QList>

#include <vector>

namespace kaunt {

/// The known secrets of at least eight bytes, without blanks and quotes around them, in every way in which they are
/// looked for, which is made once for many deliveries: a secret has a dozen encodings. A plain value.
struct SoughtSecrets {
    SoughtSecrets() = default;
    explicit SoughtSecrets(const QList<QByteArray>& secrets);

    QList<QByteArray> known;
    std::vector<SecretWritings> written; ///< each of them
    std::vector<SecretWritings> encoded; ///< each of their encodings (encodingsOf())
};

} // namespace kaunt
