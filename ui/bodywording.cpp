// SPDX-License-Identifier: MIT
#include "ui/bodywording.h"

#include "core/utf8text.h"
#include "ui/jsonwording.h"
#include "ui/quantities.h"
#include "ui/visibletext.h"

#include <QCoreApplication>
#include <QStringList>

namespace kaunt {

namespace {

struct BodyWording {
    Q_DECLARE_TR_FUNCTIONS(BodyWording)
};

QString peersText(const QString& text)
{
    constexpr qsizetype longestShown = 60;
    return elidedText(visibleText(text), longestShown);
}

QString unpackingText(const BodyContent& content, const QByteArray& body)
{
    using Unpacking = BodyContent::Unpacking;
    const QString coding = peersText(QString::fromLatin1(content.coding));
    switch (content.unpacking) {
    case Unpacking::None:
        return {};
    case Unpacking::Whole:
        return BodyWording::tr(
                   "The body came compressed (%1, %2) and is shown unpacked (%3); the bytes are as they came.")
            .arg(coding, sizeText(body.size()), sizeText(content.bytes.size()));
    case Unpacking::Cut:
        return BodyWording::tr("The body came compressed (%1); its first %2 are shown unpacked.")
            .arg(coding, sizeText(content.bytes.size()));
    case Unpacking::Damaged:
        return BodyWording::tr(
                   "The body is said to be compressed (%1) and can't be unpacked: it is damaged, cut off, has "
                   "more behind it or is not compressed at all. It is shown as it came.")
            .arg(coding);
    case Unpacking::Unknown:
        return BodyWording::tr("The body is compressed in a way that is not undone here (%1). It is shown as it came.")
            .arg(coding);
    }
    return {};
}

QString tooLargeText()
{
    return BodyWording::tr("The whole is too large to be shown as a tree.");
}

QString charsetText(const ReadBody& read)
{
    if (read.content.charset.isEmpty())
        return {};
    const QString charset = QString::fromLatin1(read.content.charset);
    return read.json
               ? BodyWording::tr("The body came in %1, where JSON has to be UTF-8; the bytes are as they came.")
                     .arg(charset)
               : BodyWording::tr("The body came in %1 and is shown as text; the bytes are as they came.").arg(charset);
}

QString xmlText(const ReadBody& read, bool isWhole)
{
    const QString kind = peersText(read.content.kind);
    QString what = kind.isEmpty() ? BodyWording::tr("The body is no JSON; it looks like XML or HTML.")
                                  : BodyWording::tr("The body is no JSON but XML or HTML; its root is “%1”.").arg(kind);
    if (read.xml || !isWhole)
        return what;
    return what + u' ' +
           (read.content.unpacking == BodyContent::Unpacking::Cut ? tooLargeText()
                                                                  : xmlErrorText(read.xmlError, read.content.bytes));
}

QString formText(const ReadBody& read, bool isWhole)
{
    using Form = BodyContent::Form;
    const BodyContent& content = read.content;
    switch (content.form) {
    case Form::FormData:
        return BodyWording::tr("The body is no JSON but form data (number of fields: %1).").arg(content.fields.size());
    case Form::FormParts:
        return BodyWording::tr("The body is no JSON but a form in parts, multipart/form-data (number of fields: %1).")
            .arg(content.fields.size());
    case Form::Xml:
        return xmlText(read, isWhole);
    case Form::Binary:
        return content.kind.isEmpty()
                   ? BodyWording::tr("The body is no text, so its bytes are shown.")
                   : BodyWording::tr("The body is no text but looks like %1; its bytes are shown.").arg(content.kind);
    case Form::Empty:
    case Form::Json:
    case Form::Text:
        break;
    }
    if (content.form == Form::Json && content.unpacking == BodyContent::Unpacking::Cut) // by us: it need not end there
        return tooLargeText();
    return jsonErrorText(read.error, content.bytes);
}

} // namespace

QString bodyNotice(const ReadBody& read, const QByteArray& body, qint64 wholeBytes, const FormattedBody* formatted,
                   TextInSight sight)
{
    QStringList sentences;
    if (body.size() < wholeBytes)
        sentences.append(BodyWording::tr("Only the first %1 of %2 were kept, because this delivery was refused.")
                             .arg(sizeText(body.size()), sizeText(wholeBytes)));
    sentences.append(unpackingText(read.content, body));
    sentences.append(charsetText(read));
    const bool isWhole = body.size() == wholeBytes;
    if (!read.json && (isWhole || read.content.form != BodyContent::Form::Json))
        sentences.append(formText(read, isWhole));
    if (read.json && read.content.bytes.startsWith(utf8ByteOrderMark))
        sentences.append(BodyWording::tr("A byte-order mark (ef bb bf) stands in front of the JSON, which not every "
                                         "reader takes."));
    const bool isFormatted = formatted && !formatted->json.isNone();
    if (isFormatted)
        sentences.append(
            BodyWording::tr("Formatted for reading: line breaks and blanks between the values are not those "
                            "that came; all else is."));
    else if (formatted)
        sentences.append(BodyWording::tr("It is shown as it came: formatted, it would be too large."));
    if (sight == TextInSight::Yes && (isFormatted ? formatted->text : read.text).hasBrokenLines())
        sentences.append(BodyWording::tr("Long lines are broken here for reading, and nowhere else."));
    sentences.removeAll(QString());
    return sentences.join(u' ');
}

} // namespace kaunt
