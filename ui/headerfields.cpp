// SPDX-License-Identifier: MIT
#include "ui/headerfields.h"

#include "core/storage/deliverycodec.h"
#include "ui/filterterms.h"

#include <QStringDecoder>

namespace kaunt {

QString headerText(const QByteArray& bytes)
{
    QStringDecoder utf8(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    QString text = utf8(bytes);
    return utf8.hasError() ? QString::fromLatin1(bytes) : text;
}

QList<Field> headerFields(const HeaderList& headers)
{
    QList<Field> fields;
    fields.reserve(headers.size());
    for (const Header& header : headers) {
        Field field{headerText(header.name), headerText(header.value), {}};
        field.term = textTerm(headerText(encodeHeaders({header}).trimmed())); // as the log writes them
        field.nameTerm = textTerm(field.name + u':');
        fields.append(field);
    }
    return fields;
}

} // namespace kaunt
