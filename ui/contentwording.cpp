// SPDX-License-Identifier: MIT
#include "ui/contentwording.h"

#include "ui/visibletext.h"

#include <QCoreApplication>
#include <QStringList>

namespace kaunt {

namespace {

struct ContentWording {
    Q_DECLARE_TR_FUNCTIONS(ContentWording)
};

QString peersPart(const QString& text)
{
    constexpr qsizetype longest = 60;
    return elidedText(visibleText(text), longest);
}

QString xmlName(const QString& root)
{
    if (root.compare(QLatin1String("html"), Qt::CaseInsensitive) == 0)
        return ContentWording::tr("HTML");
    return root.isEmpty() ? ContentWording::tr("XML or HTML") : ContentWording::tr("XML: %1").arg(peersPart(root));
}

QString binaryName(const QString& kind)
{
    const QStringList images{QStringLiteral("PNG"), QStringLiteral("JPEG"), QStringLiteral("GIF")};
    if (images.contains(kind))
        return ContentWording::tr("%1 image").arg(kind);
    return kind.isEmpty() ? ContentWording::tr("no text") : peersPart(kind);
}

QString formName(const NotedContent& content)
{
    using Form = BodyContent::Form;
    switch (content.form) {
    case Form::Empty:
        return ContentWording::tr("empty");
    case Form::Json: // of what is unpacked nobody has looked whether it is whole
        return content.coding.isEmpty() ? ContentWording::tr("broken JSON") : ContentWording::tr("JSON");
    case Form::FormData:
        return content.fields == 1 ? ContentWording::tr("form, 1 field")
                                   : ContentWording::tr("form, %1 fields").arg(content.fields);
    case Form::FormParts:
        return content.fields == 1 ? ContentWording::tr("form in parts, 1 field")
                                   : ContentWording::tr("form in parts, %1 fields").arg(content.fields);
    case Form::Xml:
        return xmlName(content.kind);
    case Form::Text:
        return ContentWording::tr("text");
    case Form::Binary:
        return binaryName(content.kind);
    }
    return {};
}

} // namespace

QString contentText(const NotedContent& content)
{
    if (content.coding.isEmpty())
        return formName(content);
    const bool isPacked =
        content.form == BodyContent::Form::Binary && (content.kind.isEmpty() || content.kind == content.coding);
    return isPacked ? peersPart(content.coding)
                    : QStringLiteral("%1, %2").arg(peersPart(content.coding), formName(content));
}

} // namespace kaunt
