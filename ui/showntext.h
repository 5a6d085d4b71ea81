// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace kaunt {

/// Bytes that a peer sent as people see them: read as UTF-8 (U+FFFD where they are none), control and bidi characters
/// made visible, line feeds and tabs kept; with the ways between places in the bytes, in the decoded text (UTF-16
/// units, for searching and copying) and in what is shown. A place inside a character counts as its beginning. A plain
/// value.
class ShownText {
public:
    ShownText() = default;
    explicit ShownText(const QByteArray& bytes);

    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }
    [[nodiscard]] const QString& decoded() const { return m_decoded; }
    [[nodiscard]] const QString& shown() const { return m_shown; }

    [[nodiscard]] qsizetype shownAtByte(qsizetype byte) const;
    [[nodiscard]] qsizetype byteAtShown(qsizetype position) const;
    [[nodiscard]] qsizetype shownAtDecoded(qsizetype position) const;
    [[nodiscard]] qsizetype decodedAtShown(qsizetype position) const;

private:
    /// The same place in all three; one every few kilobytes, so that finding a place costs no walk through the whole.
    struct Place {
        qsizetype byte = 0;
        qsizetype decoded = 0;
        qsizetype shown = 0;
    };
    using Coordinate = qsizetype Place::*;

    [[nodiscard]] Place placeAt(Coordinate coordinate, qsizetype value) const;

    QByteArray m_bytes;
    QString m_decoded;
    QString m_shown;
    std::vector<Place> m_places{Place{}};
};

} // namespace kaunt
