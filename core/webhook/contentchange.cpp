// SPDX-License-Identifier: MIT
#include "core/webhook/contentchange.h"

#include "core/webhook/deflated.h"

#include <QStringDecoder>

#include <algorithm>
#include <zlib.h>

namespace kaunt {

namespace {

using Unpacking = BodyContent::Unpacking;

/// Nobody packs more often by mistake.
constexpr int mostLayers = 3;

/// RFC 1952, or RFC 1950 for `deflate`.
std::optional<QByteArray> packed(const QByteArray& bytes, bool isGzip)
{
    constexpr int gzipWindow = MAX_WBITS + 16;
    constexpr int memoryLevel = 8;
    return deflated(bytes, isGzip ? gzipWindow : MAX_WBITS, Z_DEFAULT_COMPRESSION, memoryLevel);
}

/// What is packed has control characters, or is no UTF-8.
bool isText(const QByteArray& bytes)
{
    const auto isControl = [](char c) { return c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r'; };
    QStringDecoder utf8(QStringDecoder::Utf8);
    const QString text = utf8.decode(bytes);
    return !text.isEmpty() && !utf8.hasError() && std::none_of(bytes.cbegin(), bytes.cend(), isControl);
}

std::optional<QByteArray> changed(const QByteArray& body, const HeaderList& headers, const ContentChange& change,
                                  qsizetype mostUnpacked, int layers)
{
    BodyContent content = readBodyContent(body, headers, mostUnpacked);
    if (content.unpacking == Unpacking::None || (content.unpacking != Unpacking::Whole && isText(body))) {
        change(content.bytes, content.form);
        return content.bytes;
    }
    if (content.unpacking != Unpacking::Whole || layers == 0)
        return {};
    HeaderList within = headers;
    removeHeaders(within, "Content-Encoding");
    const auto bytes = changed(content.bytes, within, change, mostUnpacked, layers - 1);
    if (!bytes || *bytes == content.bytes)
        return bytes ? std::optional(body) : std::nullopt;
    return packed(*bytes, content.coding != "deflate");
}

} // namespace

std::optional<QByteArray> withChangedContent(const QByteArray& body, const HeaderList& headers,
                                             const ContentChange& change, qsizetype mostUnpacked)
{
    return changed(body, headers, change, mostUnpacked, mostLayers);
}

} // namespace kaunt
