// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <array>
#include <vector>

namespace kaunt {

/// How the letters of what is sought are compared: digits of hex may be written in either case.
enum class LetterCase { AsWritten, Either };

/// Finds a secret however it is written within a text: each of its bytes as it is, percent-encoded in either case and
/// any number of times over (RFC 3986 section 2.1), a blank as `+`, escaped as JSON does (RFC 8259 section 7), JSON
/// within a string of JSON too, or as C does (`\x2f`), or as a reference of HTML and XML (`&amp;`, `&#38;`); and as it
/// reads where its bytes were taken for Latin 1. The ways may be mixed. Pure.
class SecretWritings {
public:
    explicit SecretWritings(const QByteArray& secret, LetterCase letterCase = LetterCase::AsWritten);

    /// Whether there was one. Not to be called for an empty secret.
    [[nodiscard]] bool replaceIn(QByteArray& text, QByteArrayView replacement) const;

private:
    struct Letter {
        QByteArray bytes;
        QString escaped; ///< as JSON escapes it: one UTF-16 unit, or two
        char32_t character = 0;
    };

    void setBeginnings();
    [[nodiscard]] qsizetype lengthAt(QByteArrayView text) const;

    QByteArray m_secret;
    LetterCase m_letterCase;
    std::array<bool, 256> m_begins{}; ///< the bytes that a writing may begin with, so that others cost no comparison
    std::vector<Letter> m_letters;    ///< none where all are of ASCII
};

/// A secret in base64, in either alphabet, alone and wherever it begins within what is encoded with it; in UTF-16 of
/// either order; and, in letters of either case, in hex, its bytes together or parted by colons, hyphens or blanks, and
/// in base32, whose padding is left (RFC 4648). Each of them may be written as SecretWritings knows; one that stands
/// within another comes behind it. Pure.
[[nodiscard]] std::vector<SecretWritings> encodingsOf(const QByteArray& secret);

} // namespace kaunt
