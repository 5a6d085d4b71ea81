// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>

#include <optional>

namespace kaunt {

// Form data in parts (multipart/form-data: RFC 7578; RFC 2046 section 5.1), as places in the text that it stands in.
// Pure, and linear in what is looked at.

/// The value of a header's parameter, without its quotation marks; empty where there is none (RFC 9110 section 5.6.6).
[[nodiscard]] QByteArray headerParameter(QByteArrayView value, QByteArrayView name);

/// The line that stands before each part, without its end: by the boundary of `Content-Type` where the text has it,
/// else the first line that there is. Empty where that is none.
[[nodiscard]] QByteArray partDelimiter(const QByteArray& text, const QByteArray& contentType);

struct DelimiterLine {
    qsizetype begin = 0;    ///< of the line end before it, which belongs to it
    qsizetype end = 0;      ///< behind its line
    bool isClosing = false; ///< no part is behind it
};
/// The next whole line that is one, from a line's beginning on.
[[nodiscard]] std::optional<DelimiterLine> nextDelimiter(const QByteArray& text, qsizetype from,
                                                         QByteArrayView delimiter);

/// Behind the empty line that ends a head; -1 where there is none. `from` is in the head, or at the line feed before
/// it.
[[nodiscard]] qsizetype beginOfPartValue(QByteArrayView text, qsizetype from);

/// In lower case.
inline constexpr QByteArrayView dispositionField("content-disposition");

struct Disposition {
    QByteArray type;         ///< in lower case, as "form-data"
    QList<QByteArray> names; ///< all that it gives the part: `name`, `name*` (RFC 8187), `name*0` … (RFC 2231) as one,
                             ///< and then those that it gives where a backslash ends a quoted text before its mark
    qsizetype end = 0; ///< of the field, with the lines that it goes on in
};
/// The field of which the name stands there, in any case; nothing where it is no field.
[[nodiscard]] std::optional<Disposition> dispositionAt(QByteArrayView text, qsizetype at);
/// The first name that a head gives its part; empty where it gives none.
[[nodiscard]] QByteArray partName(QByteArrayView head);

} // namespace kaunt
