// SPDX-License-Identifier: MIT
#include "core/storage/payloadfield.h"

#include "core/webhook/jsonpath.h"

#include <algorithm>

namespace kaunt {

namespace {

/// Where `sign` stands outside of quoted keys, from `start` on; -1 where it does not.
qsizetype placeOutsideKeys(QStringView text, QChar sign, qsizetype start)
{
    bool isInKey = false;
    for (qsizetype i = start; i < text.size(); ++i) {
        const QChar character = text.at(i);
        if (isInKey && character == u'\\')
            ++i;
        else if (character == u'\'' && (isInKey || (i > 0 && text.at(i - 1) == u'[')))
            isInKey = !isInKey;
        else if (!isInKey && character == sign)
            return i;
    }
    return -1;
}

/// Whatever letters the names have, "$type" among them: a dot ends them, or a bracket.
QString wholePath(QStringView written)
{
    if (written == u"$" || written.startsWith(u"$.") || written.startsWith(u"$["))
        written = written.sliced(1);
    QString path = QStringLiteral("$");
    for (qsizetype i = 0; i < written.size();) {
        if (written.at(i) == u'[') {
            const qsizetype close = placeOutsideKeys(written, u']', i);
            const qsizetype end = close < 0 ? written.size() : close + 1;
            path += written.sliced(i, end - i);
            i = end;
            continue;
        }
        i += written.at(i) == u'.' ? 1 : 0;
        const auto isStep = [](QChar character) { return character == u'.' || character == u'['; };
        const qsizetype end = std::find_if(written.begin() + i, written.end(), isStep) - written.begin();
        path += jsonPathStep(written.sliced(i, end - i).toString());
        i = end;
    }
    return path;
}

} // namespace

std::optional<PayloadField> payloadFieldFrom(const QString& written)
{
    const qsizetype sign = placeOutsideKeys(written, u'=', 0);
    if (sign < 1)
        return {};
    const QString value = written.mid(sign + 1);
    return PayloadField{wholePath(QStringView(written).first(sign)), value.isNull() ? QStringLiteral("") : value};
}

QString writtenPayloadField(const PayloadField& field)
{
    QString path = field.path;
    if (path.startsWith(QLatin1String("$.")))
        path.remove(0, 2);
    else if (path.startsWith(QLatin1String("$[")))
        path.remove(0, 1);
    return path + u'=' + field.value;
}

} // namespace kaunt
