// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/arrivedform.h"

#include "core/webhook/jsonvalue.h"

#include <algorithm>

namespace kaunt {

namespace {

const QString compact = QStringLiteral("compact");

bool isLayout(const QString& form)
{
    return form == compact || form == u"spaced" || form == u"tab" || form.startsWith(QLatin1String("indent-"));
}

QString layoutOf(const QByteArray& body)
{
    const QByteArray text = body.trimmed();
    const qsizetype line = text.indexOf('\n');
    if (line < 0)
        return text.contains("\": ") ? QStringLiteral("spaced") : compact;
    qsizetype indent = 0;
    while (line + 1 + indent < text.size() && text[line + 1 + indent] == ' ')
        ++indent;
    return text.mid(line + 1, 1) == "\t" ? QStringLiteral("tab") : QStringLiteral("indent-%1").arg(indent);
}

QString escapesOf(const QByteArray& body)
{
    if (body.contains("\\u"))
        return QStringLiteral("ascii");
    return body.contains("\\/") ? QStringLiteral("escaped-slashes") : QStringLiteral("unescaped");
}

QString orderOf(const JsonValue& value)
{
    const bool isSorted = std::is_sorted(value.members.begin(), value.members.end(),
                                         [](const JsonMember& a, const JsonMember& b) { return a.key < b.key; });
    return isSorted ? QStringLiteral("sorted") : QStringLiteral("unsorted");
}

QString caseOf(const JsonValue& value)
{
    const QString name = value.members.empty() ? QString() : value.members.front().key;
    if (name.isEmpty())
        return {};
    if (name.contains(u'_'))
        return QStringLiteral("snake-case");
    return name.front().isUpper() ? QStringLiteral("pascal-case") : QStringLiteral("camel-case");
}

/// The word for how the same thing is in what came; empty where there is none.
QString oppositeOf(const QString& form, const QByteArray& body)
{
    if (form == u"ascii" || form == u"unescaped" || form == u"escaped-slashes" || form == u"html-safe")
        return escapesOf(body);
    constexpr int deepest = 128;
    constexpr qsizetype longest = qsizetype{64} << 10;
    const auto value = body.size() <= longest ? parseJson(body.trimmed(), deepest) : parseJson("{}", 1);
    if (!value)
        return {};
    if (form.endsWith(QLatin1String("-case")) && !form.startsWith(QLatin1String("sorted")))
        return caseOf(*value);
    const bool isOrder = form.startsWith(QLatin1String("sorted")) || form == u"documented-order" || form == u"reversed";
    return isOrder && !value->members.empty() ? orderOf(*value) : QString();
}

} // namespace

ComparedForms compareForms(const QStringList& forms, const QByteArray& body)
{
    ComparedForms compared{forms, {}};
    QStringList& wasSigned = compared.wasSigned;
    const QString layout = layoutOf(body);
    const auto isKept = [](const QString& form) { return form == u"unescaped" || form == u"escaped-slashes"; };
    // The escapes alone were changed of a body whose layout stayed.
    const bool isWholePrinting = !(forms.size() == 1 && isKept(forms.front()));
    if (isWholePrinting && std::none_of(forms.begin(), forms.end(), isLayout))
        wasSigned.prepend(compact);
    if (wasSigned.size() > 1)
        wasSigned.removeAll(layout);
    if (wasSigned == QStringList{layout} && escapesOf(body) != u"unescaped")
        wasSigned = QStringList{QStringLiteral("unescaped")};
    for (const QString& form : std::as_const(wasSigned)) {
        const QString opposite = isLayout(form) ? layout : oppositeOf(form, body);
        if (!opposite.isEmpty() && opposite != form && !compared.arrived.contains(opposite))
            compared.arrived.append(opposite);
    }
    return compared;
}

} // namespace kaunt
