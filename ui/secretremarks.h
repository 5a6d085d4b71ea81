// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QList>

#include <optional>

namespace kaunt {

/// Something about a pasted secret that is more likely a slip than meant (kaunt-api.md, What integrators get wrong). It
/// is the user who decides: a secret may well look like that.
struct SecretRemark {
    enum class Kind {
        WhiteSpace,   ///< blanks, tabs or line ends around it
        Quotes,       ///< in quotes, as configuration files have it
        SeveralLines, ///< more than one line was pasted
        Masked,       ///< nothing but the dots or stars that stand for a hidden secret
        Placeholder,  ///< "<secret>", "your-secret" and the like, out of an example
    };

    Kind kind = Kind::WhiteSpace;
    std::optional<QByteArray> mended; ///< where it is plain what was meant

    bool operator==(const SecretRemark&) const = default;
};

/// The most telling first; empty for a secret that looks like one, and for none at all. Pure.
[[nodiscard]] QList<SecretRemark> remarksOn(const QByteArray& secret);

} // namespace kaunt
