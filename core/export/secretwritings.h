// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <vector>

namespace kaunt {

/// Finds a secret however it is written within a text: each of its bytes as it is, percent-encoded in either case and
/// any number of times over (RFC 3986 section 2.1), a blank as `+`, or escaped as JSON does (RFC 8259 section 7), JSON
/// within a string of JSON too; and as it reads where its bytes were taken for Latin 1. The ways may be mixed. Pure.
class SecretWritings {
public:
    explicit SecretWritings(const QByteArray& secret);

    /// Whether there was one. Not to be called for an empty secret.
    [[nodiscard]] bool replaceIn(QByteArray& text, QByteArrayView replacement) const;

private:
    struct Letter {
        QByteArray bytes;
        QString escaped; ///< as JSON escapes it: one UTF-16 unit, or two
    };

    [[nodiscard]] qsizetype lengthAt(QByteArrayView text) const;

    QByteArray m_secret;
    std::vector<Letter> m_letters;
};

} // namespace kaunt
