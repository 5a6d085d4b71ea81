// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/jsonvalue.h"

#include <QByteArray>

#include <vector>

namespace kaunt {

/// JSON with a member or element on each line, two blanks deeper for each level, and all else as it stands in the
/// source: the order, duplicate keys, numbers and escapes. A plain value, made in any thread; linear in what comes out.
class FormattedJson {
public:
    FormattedJson() = default;
    /// `root` was read from `source`. None where there would be more than `most` bytes: each line of what is deep is
    /// indented.
    FormattedJson(const QByteArray& source, const JsonValue& root, qsizetype most);

    [[nodiscard]] bool isNone() const { return m_bytes.isEmpty(); }
    [[nodiscard]] const QByteArray& bytes() const { return m_bytes; }
    /// Where a byte of a value in the source stands in bytes().
    [[nodiscard]] qsizetype placeOfSource(qsizetype offset) const;
    /// The byte of the source that stands there; for a blank or line feed of ours the one in front of it.
    [[nodiscard]] qsizetype sourceOfPlace(qsizetype place) const;

private:
    struct Run { ///< of bytes that stand together in both
        qsizetype source = 0;
        qsizetype place = 0;
        qsizetype length = 0;
    };

    bool add(const QByteArray& source, qsizetype begin, qsizetype end, qsizetype most);
    void addToken(QByteArrayView source, qsizetype begin, qsizetype end);
    void breakLine(int depth);

    QByteArray m_bytes;
    std::vector<Run> m_runs;
};

} // namespace kaunt
