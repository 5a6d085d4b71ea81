// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/bodycontent.h"
#include "core/webhook/jsonvalue.h"
#include "ui/formattedjson.h"
#include "ui/showntext.h"

#include <QFuture>

#include <memory>

namespace kaunt {

/// A body, read in every way in which it is shown. A plain value.
struct ReadBody {
    BodyContent content;
    std::shared_ptr<const JsonValue> json; ///< of `content.bytes`; null where they are no JSON
    JsonError error;                       ///< where they are none
    std::shared_ptr<const JsonValue> xml;  ///< likewise of XML, as parseXml() has it; null where it is not well-formed
    JsonError xmlError;                    ///< where it is not
    ShownText text;                        ///< of `content.bytes`
};

/// The JSON of a body laid out for reading. A plain value.
struct FormattedBody {
    FormattedJson json; ///< none where it would be more than 32 MiB
    ShownText text;     ///< of `json.bytes()`
};

/// Its lines are broken where it is longer than a text widget lays out at once. Pure.
[[nodiscard]] ShownText shownTextOf(const QByteArray& bytes);
/// Pure; takes some 50 ms a megabyte.
[[nodiscard]] std::shared_ptr<const ReadBody> readBody(const QByteArray& body, const HeaderList& headers);
/// The same in a thread of the pool. The JSON of a body that is read so is also let go of there.
[[nodiscard]] QFuture<std::shared_ptr<const ReadBody>> readBodyAside(const QByteArray& body, const HeaderList& headers);
/// Of a body that is JSON; null where it would be more than `most` bytes, however small the body is: each line of what
/// is deep is indented. Pure.
[[nodiscard]] std::shared_ptr<const FormattedBody> formatBody(const ReadBody& read, qsizetype most);
/// The same in a thread of the pool, with the bound of FormattedBody.
[[nodiscard]] QFuture<std::shared_ptr<const FormattedBody>> formatBodyAside(std::shared_ptr<const ReadBody> read);

} // namespace kaunt
