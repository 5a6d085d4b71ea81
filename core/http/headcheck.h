// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/framing.h"
#include "core/http/limits.h"

#include <QByteArrayView>

#include <optional>

namespace kaunt::http {

/// Whether a head is all there, or is refused. `NeedMore` has nothing besides.
struct HeadVerdict {
    enum class Kind { NeedMore, Complete, Refused };

    Kind kind = Kind::NeedMore;
    int status = 0;       ///< of a refusal: 400, 414, 431, 501 or 505
    qsizetype length = 0; ///< of a complete head, with its empty line
};

/// Looks at the raw request line and header section before the parser does and refuses all that is malformed or that
/// two readers could understand differently (RFC 9112 sections 2.2, 3, 5 and 6; contracts.md section 2). No I/O, no
/// clock. The verdict is that of the bytes judged one by one, whatever the pieces in which they come.
class HeadCheck {
public:
    explicit HeadCheck(const Limits& limits)
        : m_limits(limits)
    {
    }

    /// `bytes` is all of the head so far, from the request's first byte, and grows from call to call.
    [[nodiscard]] HeadVerdict check(QByteArrayView bytes);
    /// Of a complete head.
    [[nodiscard]] const Framing& framing() const { return m_framing; }
    [[nodiscard]] int fieldCount() const { return m_fields; }

private:
    void passRequestLine(QByteArrayView bytes);
    [[nodiscard]] std::optional<QByteArrayView> wholeLine(QByteArrayView bytes) const;
    [[nodiscard]] std::optional<QByteArrayView> wholeFieldLine(QByteArrayView bytes) const;
    void passLine(QByteArrayView line);
    [[nodiscard]] int judgeByte(char c, QByteArrayView bytes);
    [[nodiscard]] int judgeRequestLineSoFar(QByteArrayView line);
    [[nodiscard]] int endLine(QByteArrayView line);
    [[nodiscard]] int endHead();

    Limits m_limits;
    FramingRules m_rules;
    Framing m_framing;
    Version m_version = Version::Http11;
    qsizetype m_scanned = 0;
    qsizetype m_lineStart = 0;
    qsizetype m_methodEnd = -1;
    qsizetype m_targetEnd = -1;
    int m_fields = 0;
    bool m_inRequestLine = true;
    bool m_afterCarriageReturn = false;
    bool m_complete = false;
};

} // namespace kaunt::http
