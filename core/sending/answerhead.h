// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>

namespace kaunt {

/// The head of an answer, put right where a strict parser refuses what clients take: a single line feed ends a line
/// (RFC 9112 section 2.2), and a status line may end with its code, without the blank in front of a reason (section 4
/// has it stand there also where there is none). All else stays as it came, for the parser to judge; so does what it
/// takes, which the parser bounds. Holds no more than a few bytes. A plain value.
class AnswerHead {
public:
    /// Appends to `mended` what of `came` belongs to the head, and tells how many bytes that was: all of them but where
    /// the head is over.
    [[nodiscard]] qsizetype mend(QByteArrayView came, QByteArray& mended);
    /// The blank line behind it has come.
    [[nodiscard]] bool isOver() const { return m_isOver; }

private:
    void endLine(QByteArray& mended);

    QByteArray m_line; ///< of the one that has begun, no more than is looked at
    bool m_isStatusLine = true;
    bool m_isReturnHeld = false; ///< a carriage return has come, and not yet what is behind it
    bool m_isOver = false;
};

} // namespace kaunt
