// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QByteArray>
#include <QList>
#include <QString>

namespace kaunt {

/// A field of form data, percent-decoded, or a part of it; what is no UTF-8 has U+FFFD in its place.
struct FormField {
    QString name;
    QString value;

    bool operator==(const FormField&) const = default;
};

/// What a body is, as far as its bytes and the header say. A plain value.
struct BodyContent {
    enum class Form {
        Empty,
        Json,
        FormData,  ///< application/x-www-form-urlencoded
        FormParts, ///< multipart/form-data (RFC 7578)
        Xml,
        Text,
        Binary,
    };
    enum class Unpacking {
        None,    ///< it is not compressed
        Whole,   ///< `bytes` is what it says unpacked
        Cut,     ///< `bytes` is the beginning of that
        Damaged, ///< it is said to be compressed or looks so, and can't be unpacked as a whole; `bytes` is the body as
                 ///< it came
        Unknown, ///< a coding that is not undone here; `bytes` is the body as it came
    };

    Form form = Form::Empty; ///< of `bytes`; Json means that it begins like JSON or is said to be, not that it is valid
    QByteArray bytes;
    Unpacking unpacking = Unpacking::None;
    QByteArray coding;       ///< "gzip", "deflate", "br", "zstd" or what the header says; empty where there is none
    QString kind;            ///< of Binary: "PDF", "PNG" …, of Xml: the root element; empty where it is not known
    QList<FormField> fields; ///< of FormData and FormParts, at most 1,000
    QByteArray charset;      ///< "UTF-16LE" …: of readShownContent(), where `bytes` came in it and is UTF-8 now
};

/// What `Content-Encoding` says, in lower case, of gzip in one way; empty where that is nothing. Pure.
[[nodiscard]] QByteArray contentCoding(const HeaderList& headers);
/// Looks at the bytes first and believes `Content-Type` only where they leave it open; compression is undone as
/// `Content-Encoding` or the first bytes say, to `mostUnpacked` bytes at the most. Pure.
[[nodiscard]] BodyContent readBodyContent(const QByteArray& body, const HeaderList& headers,
                                          qsizetype mostUnpacked = qsizetype{16} << 20);
/// The same for showing: text in UTF-16 or UTF-32, by its byte-order mark or by the charset of `Content-Type`, and in
/// Latin-1, where that or an XML declaration says so and it is no UTF-8, is there as UTF-8. Pure.
[[nodiscard]] BodyContent readShownContent(const QByteArray& body, const HeaderList& headers,
                                           qsizetype mostUnpacked = qsizetype{16} << 20);
/// What somebody sees of a body that its bytes as they came do not have: the same unpacked and as UTF-8, and the fields
/// of form data, each as "name=value" on a line of its own. Empty where that is nothing. Pure.
[[nodiscard]] QByteArray textBesideBytes(const QByteArray& body, const HeaderList& headers, qsizetype mostUnpacked);

} // namespace kaunt
