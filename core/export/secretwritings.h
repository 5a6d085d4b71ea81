// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>

#include <array>
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

    void setBeginnings();
    [[nodiscard]] qsizetype lengthAt(QByteArrayView text) const;

    QByteArray m_secret;
    std::array<bool, 256> m_begins{}; ///< the bytes that a writing may begin with, so that others cost no comparison
    std::vector<Letter> m_letters;    ///< none where all are of ASCII
};

/// A secret in hex, in either case; in base64, in either alphabet, alone and wherever it begins within what is encoded
/// with it (RFC 4648 sections 4, 5 and 8); and in UTF-16 of either order. Each of them may be written as SecretWritings
/// knows; one that stands within another comes behind it. Pure.
[[nodiscard]] QList<QByteArray> encodingsOf(const QByteArray& secret);

} // namespace kaunt
