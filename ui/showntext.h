// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

namespace kaunt {

/// Bytes that a peer sent as people see them: read as UTF-8, bytes that are none as "⟨0xFF⟩" (U+FFFD in the decoded
/// text), control and bidi characters made visible, line feeds and tabs kept; with the ways between places in the
/// bytes, in the decoded text (UTF-16 units, for searching and copying) and in what is shown. A place inside a
/// character counts as its beginning. A plain value, made in any thread.
class ShownText {
public:
    /// A text widget lays out a line as a whole, and compact JSON is a single one: Break ends a line in what is shown
    /// (and only there) every few thousand characters.
    enum class LongLines { Keep, Break };

    ShownText() = default;
    explicit ShownText(const QByteArray& bytes, LongLines lines = LongLines::Keep);

    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }
    [[nodiscard]] const QString& decoded() const { return m_decoded; }
    [[nodiscard]] const QString& shown() const { return m_shown; }

    [[nodiscard]] bool hasBrokenLines() const { return m_hasBrokenLines; } ///< by LongLines::Break

    [[nodiscard]] qsizetype shownAtByte(qsizetype byte) const;
    [[nodiscard]] qsizetype byteAtShown(qsizetype position) const;
    [[nodiscard]] qsizetype byteAtDecoded(qsizetype position) const;
    [[nodiscard]] qsizetype shownAtDecoded(qsizetype position) const;
    [[nodiscard]] qsizetype decodedAtShown(qsizetype position) const;

private:
    /// The same place in all three; one every few hundred bytes, so that finding a place costs no walk through the
    /// whole.
    struct Place {
        qsizetype byte = 0;
        qsizetype decoded = 0;
        qsizetype shown = 0;
        bool isPlain = false; ///< up to the next one every byte is a character and shown as it is
    };
    using Coordinate = qsizetype Place::*;

    [[nodiscard]] Place placeAt(Coordinate coordinate, qsizetype value) const;
    void addStretch(qsizetype end);

    QByteArray m_bytes;
    QString m_decoded;
    QString m_shown;
    bool m_hasBrokenLines = false;
    std::vector<Place> m_places{Place{}};
};

} // namespace kaunt
