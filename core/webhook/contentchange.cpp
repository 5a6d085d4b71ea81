// SPDX-License-Identifier: MIT
#include "core/webhook/contentchange.h"

#include "core/webhook/brotlicoding.h"
#include "core/webhook/deflated.h"
#include "core/webhook/zstandardcoding.h"

#include <QStringDecoder>
#include <QStringEncoder>

#include <algorithm>
#include <zlib.h>

namespace kaunt {

namespace {

using Unpacking = BodyContent::Unpacking;

/// Nobody packs more often by mistake.
constexpr int mostLayers = 3;

/// As a reader of `coding` takes it: RFC 1950 for `deflate`.
std::optional<QByteArray> packed(const QByteArray& bytes, const QByteArray& coding)
{
    constexpr int quickBrotli = 5; // its best takes a minute where the body is long
    if (coding == "br")
        return packedBrotli(bytes, quickBrotli);
    if (coding == "zstd")
        return packedZstandard(bytes, usualZstandard);
    constexpr int gzipWindow = MAX_WBITS + 16;
    constexpr int memoryLevel = 8;
    return deflated(bytes, coding == "deflate" ? MAX_WBITS : gzipWindow, Z_DEFAULT_COMPRESSION, memoryLevel);
}

/// What is packed has control characters, or is no UTF-8.
bool isText(const QByteArray& bytes)
{
    const auto isControl = [](char c) { return c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r'; };
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8.decode(bytes);
    return !text.isEmpty() && !utf8.hasError() && std::none_of(bytes.cbegin(), bytes.cend(), isControl);
}

std::optional<QByteArray> encoded(const QByteArray& utf8, const BodyContent& shown, QStringConverter::Flags flags)
{
    const auto charset = QStringConverter::encodingForName(shown.charset.constData());
    if (!charset)
        return {};
    return QByteArray(QStringEncoder(*charset, flags).encode(QString::fromUtf8(utf8)));
}

/// Of what is not packed: text in another charset is changed as UTF-8, where it can be written back as it came.
QByteArray changedText(const BodyContent& content, const HeaderList& headers, const ContentChange& change)
{
    QByteArray bytes = content.bytes;
    const bool mayBeOther = bytes.contains('\0') || !QByteArrayView(bytes).isValidUtf8();
    const BodyContent shown = mayBeOther ? readShownContent(bytes, headers) : BodyContent();
    if (!shown.charset.isEmpty()) {
        QByteArray utf8 = shown.bytes;
        for (const auto flags : {QStringConverter::Flag::Default, QStringConverter::Flag::WriteBom}) {
            if (encoded(shown.bytes, shown, flags) != bytes)
                continue;
            change(utf8, shown.form);
            return encoded(utf8, shown, flags).value_or(bytes);
        }
    }
    change(bytes, content.form);
    return bytes;
}

std::optional<QByteArray> changed(const QByteArray& body, const HeaderList& headers, const ContentChange& change,
                                  qsizetype mostUnpacked, int layers)
{
    const BodyContent content = readBodyContent(body, headers, mostUnpacked);
    if (content.unpacking == Unpacking::None || (content.unpacking != Unpacking::Whole && isText(body)))
        return changedText(content, headers, change);
    if (content.unpacking != Unpacking::Whole || layers == 0)
        return {};
    HeaderList within = headers;
    removeHeaders(within, "Content-Encoding");
    const auto bytes = changed(content.bytes, within, change, mostUnpacked, layers - 1);
    if (!bytes || *bytes == content.bytes)
        return bytes ? std::optional(body) : std::nullopt;
    return packed(*bytes, content.coding);
}

} // namespace

std::optional<QByteArray> withChangedContent(const QByteArray& body, const HeaderList& headers,
                                             const ContentChange& change, qsizetype mostUnpacked)
{
    return changed(body, headers, change, mostUnpacked, mostLayers);
}

} // namespace kaunt
