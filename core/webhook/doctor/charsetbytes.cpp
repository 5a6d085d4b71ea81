// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/charsetbytes.h"

#include "core/utf8text.h"

namespace kaunt::textforms {

namespace {

constexpr uchar beyondAscii = 0x80;

/// From 0x80 to 0xff.
const QString& pageOf(Console console)
{
    static const QString western =
        QStringLiteral("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤"
                       "ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0");
    static const QString nordic =
        QStringLiteral("ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø₧ƒáíóúñÑªº¿⌐¬½¼¡«¤░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧"
                       "╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0");
    return console == Console::Western ? western : nordic;
}

} // namespace

QByteArray bytesRead(const QByteArray& utf8, BytesRead how)
{
    constexpr uchar lowBits = 0x7f;
    QByteArray read;
    for (const char c : utf8) {
        if (static_cast<uchar>(c) < beyondAscii)
            read.append(c);
        else if (how == BytesRead::Cut)
            read.append(static_cast<char>(static_cast<uchar>(c) & lowBits));
        else
            read.append(how == BytesRead::Marks ? "\xef\xbf\xbd" : "?");
    }
    return read;
}

std::optional<QByteArray> toConsole(const QString& text, Console console)
{
    QByteArray bytes;
    for (const QChar c : text) {
        const qsizetype place = c.unicode() < beyondAscii ? -1 : pageOf(console).indexOf(c);
        if (c.unicode() >= beyondAscii && place < 0)
            return {};
        bytes.append(static_cast<char>(place < 0 ? c.unicode() : beyondAscii + place));
    }
    return bytes;
}

QString fromConsole(const QByteArray& bytes, Console console)
{
    QString text;
    for (const char c : bytes) {
        const auto byte = static_cast<uchar>(c);
        text.append(byte < beyondAscii ? QChar(static_cast<ushort>(byte)) : pageOf(console).at(byte - beyondAscii));
    }
    return text;
}

QByteArray asCesu8(const QString& text)
{
    QByteArray bytes;
    for (const QChar c : text)
        bytes.append(utf8Letter(c.unicode()).view());
    return bytes;
}

QByteArray withPlanesAs(const QString& text, const char* replacement)
{
    QString replaced;
    for (const QChar c : text) {
        if (!c.isSurrogate())
            replaced.append(c);
        else if (c.isHighSurrogate())
            replaced.append(QLatin1String(replacement));
    }
    return replaced.toUtf8();
}

QByteArray withReferences(const QString& text)
{
    QByteArray bytes;
    for (const char32_t c : text.toStdU32String()) {
        if (c < beyondAscii)
            bytes.append(static_cast<char>(c));
        else
            bytes += "&#" + QByteArray::number(static_cast<uint>(c)) + ';';
    }
    return bytes;
}

} // namespace kaunt::textforms
