// SPDX-License-Identifier: MIT
#pragma once

#include "core/compare/bytecomparison.h"
#include "core/compare/jsoncomparison.h"
#include "core/headerlist.h"

#include <QByteArray>
#include <QList>

namespace kaunt {

/// What a program answered, as far as it is kept. A plain value.
struct KeptAnswer {
    int status = 0;
    HeaderList headers; ///< some of them; empty also where none are kept
    QByteArray body;    ///< its beginning, where it was longer
};

/// How an answer differs from an earlier one. A plain value.
struct AnswerComparison {
    struct FieldChange {
        QByteArray name;
        QByteArray before; ///< null where it was not there
        QByteArray after;  ///< likewise

        bool operator==(const FieldChange&) const = default;
    };

    int statusBefore = 0;
    int statusAfter = 0;
    QList<FieldChange> fields;
    ByteComparison body;
    bool isJson = false; ///< both bodies are; else `json` is empty
    JsonComparison json;
    bool isCut = false; ///< what may follow in a body was not compared

    /// The bodies say the same, be it written otherwise.
    [[nodiscard]] bool isBodySame() const { return body.isSame() || (isJson && json.differences.isEmpty()); }
    [[nodiscard]] bool isSame() const { return statusBefore == statusAfter && fields.isEmpty() && isBodySame(); }
};

/// Of bodies no more than the first `mostKept` bytes are looked at. Fields are compared where both have some: of others
/// none were kept. Pure.
[[nodiscard]] AnswerComparison compareAnswers(const KeptAnswer& before, const KeptAnswer& after, qsizetype mostKept);

} // namespace kaunt
