// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/message.h"
#include "core/result.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>

namespace kaunt::http {

/// What a request expects; of several, the later one here counts.
enum class Expectation { None, Continue, Unknown };

/// How the message goes on after its head.
struct Framing {
    qint64 contentLength = 0; ///< of a body that is not chunked
    bool chunked = false;
    Expectation expectation = Expectation::None;

    [[nodiscard]] bool hasBody() const { return chunked || contentLength > 0; }
};

/// One field line, views into it: a token, a colon right behind it, and the value without the blanks around it (RFC
/// 9112 section 5). Nothing where the line is not that: obs-fold, white space before the colon, no or a wrong name.
struct FieldLine {
    QByteArrayView name;
    QByteArrayView value;
};
[[nodiscard]] std::optional<FieldLine> splitFieldLine(QByteArrayView line);

/// Takes the field lines of one head and tells the framing, or why it is not beyond doubt (RFC 9112 section 6, RFC 9110
/// section 7.2). Stricter than the RFC where it leaves a choice: whatever two readers could read differently is
/// refused.
class FramingRules {
public:
    /// The status of a refusal, or 0.
    [[nodiscard]] int addField(const FieldLine& field);
    /// After the last field.
    [[nodiscard]] Result<Framing, int> finish(Version version) const;

private:
    [[nodiscard]] int addContentLength(QByteArrayView value);
    [[nodiscard]] int judgeTransferEncoding() const;

    Framing m_framing;
    bool m_hasHost = false;
    bool m_hasContentLength = false;
    bool m_hasTransferEncoding = false;
    QByteArray m_transferEncoding; ///< of all its lines, joined as RFC 9110 section 5.3 says
};

} // namespace kaunt::http
