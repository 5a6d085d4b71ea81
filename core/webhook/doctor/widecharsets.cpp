// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/widecharsets.h"

#include <QStringDecoder>
#include <QStringEncoder>

namespace kaunt::textforms {

namespace {

std::optional<QStringConverter::Encoding> wideEncoding(Charset charset)
{
    switch (charset) {
    case Charset::Utf16Le:
    case Charset::Utf16LeWithMark:
        return QStringConverter::Utf16LE;
    case Charset::Utf16Be:
    case Charset::Utf16BeWithMark:
        return QStringConverter::Utf16BE;
    case Charset::Utf32Le:
    case Charset::Utf32LeWithMark:
        return QStringConverter::Utf32LE;
    case Charset::Utf32Be:
        return QStringConverter::Utf32BE;
    default:
        return {};
    }
}

} // namespace

bool isWide(Charset charset)
{
    return wideEncoding(charset).has_value();
}

std::optional<QByteArray> toWide(const QString& text, Charset charset)
{
    const auto encoding = wideEncoding(charset);
    if (!encoding)
        return {};
    const bool hasMark = charset == Charset::Utf16LeWithMark || charset == Charset::Utf16BeWithMark ||
                         charset == Charset::Utf32LeWithMark;
    const auto flags = hasMark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default;
    return QByteArray(QStringEncoder(*encoding, flags)(text));
}

std::optional<QString> fromWide(const QByteArray& bytes, Charset charset)
{
    const auto encoding = wideEncoding(charset);
    const qsizetype unit = charset == Charset::Utf32Le || charset == Charset::Utf32Be ? 4 : 2;
    if (!encoding || bytes.size() % unit != 0)
        return {};
    QStringDecoder decoder(*encoding, QStringConverter::Flag::Stateless);
    const QString text = decoder(bytes);
    return decoder.hasError() ? std::nullopt : std::optional(text);
}

} // namespace kaunt::textforms
