// SPDX-License-Identifier: MIT
#pragma once

#include "core/webhook/bodycontent.h"

#include <QStringList>

#include <optional>

namespace kaunt {

/// What came in place of Kaunt's JSON, as a note says it. A plain value.
struct NotedContent {
    BodyContent::Form form = BodyContent::Form::Empty;
    QString coding; ///< "gzip" …; empty where it came uncompressed
    QString kind;   ///< as in BodyContent
    int fields = 0; ///< of FormData and FormParts

    bool operator==(const NotedContent&) const = default;
};

/// "content:xml:Event", "content:form:4", "content:form-parts:4", "content:binary:PNG", "content:gzip/text": a code of
/// the form behind what it was compressed with, and of some what is known besides, cut at 100 characters. Pure.
[[nodiscard]] QString contentNote(const BodyContent& content);
/// Of the note among these that says it; nothing where there is none. Pure.
[[nodiscard]] std::optional<NotedContent> notedContent(const QStringList& notes);

} // namespace kaunt
