// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/arrivedform.h"

#include "core/webhook/doctor/bodywriting.h"
#include "core/webhook/jsonvalue.h"

#include <algorithm>

namespace kaunt {

namespace {

bool isOfEscapes(const QString& form)
{
    return form == u"ascii" || form == u"unescaped" || form == u"escaped-slashes" || form == u"html-safe";
}

QString orderOf(const JsonValue& value)
{
    const bool isSorted = std::is_sorted(value.members.begin(), value.members.end(),
                                         [](const JsonMember& a, const JsonMember& b) { return a.key < b.key; });
    return isSorted ? QStringLiteral("sorted") : QStringLiteral("unsorted");
}

QString caseOf(const JsonValue& value)
{
    QString names;
    for (const JsonMember& member : value.members)
        names += member.key;
    if (names.isEmpty())
        return {};
    if (names.contains(u'_'))
        return QStringLiteral("snake-case");
    if (names.toLower() == names)
        return QStringLiteral("lower-case");
    if (names.toUpper() == names)
        return QStringLiteral("upper-case");
    const QString& first = value.members.front().key;
    return !first.isEmpty() && first.front().isUpper() ? QStringLiteral("pascal-case") : QStringLiteral("camel-case");
}

/// The word for how the same thing is in what came; empty where there is none.
QString oppositeOf(const QString& form, const QByteArray& body)
{
    constexpr int deepest = 128;
    constexpr qsizetype longest = qsizetype{64} << 10;
    const auto value = body.size() <= longest ? parseJson(body.trimmed(), deepest) : parseJson("{}", 1);
    if (!value)
        return {};
    if (form.endsWith(QLatin1String("-case")) && !form.startsWith(QLatin1String("sorted")))
        return caseOf(*value);
    const bool isOrder = form.startsWith(QLatin1String("sorted")) || form == u"documented-order" ||
                         form == u"reversed" || form == u"hash-order";
    return isOrder && !value->members.empty() ? orderOf(*value) : QString();
}

/// The words for how one text writes what the other writes differently. A text that escapes nothing at all
/// needs but one.
QStringList escapesOf(const BodyWriting& text, const BodyWriting& other)
{
    using Beyond = BodyWriting::Beyond;
    using Digits = BodyWriting::Digits;
    QStringList words;
    if (text.hasEscapedSlashes != other.hasEscapedSlashes)
        words << (text.hasEscapedSlashes ? QStringLiteral("escaped-slashes") : QStringLiteral("unescaped-slashes"));
    if (text.isHtmlSafe != other.isHtmlSafe)
        words << (text.isHtmlSafe ? QStringLiteral("html-safe") : QStringLiteral("unescaped-html"));
    if (text.beyond != other.beyond && text.beyond != Beyond::None) {
        const bool isPairs = text.beyond == Beyond::PairsEscaped;
        words << (isPairs                            ? QStringLiteral("escaped-pairs")
                  : text.beyond == Beyond::AsTheyAre ? QStringLiteral("unescaped-unicode")
                                                     : QStringLiteral("ascii"));
    }
    const bool areDigits = text.digits != Digits::None && other.digits != Digits::None && text.digits != other.digits;
    if (areDigits && text.digits != Digits::Mixed)
        words << (text.digits == Digits::Lower ? QStringLiteral("lower-case-digits")
                                               : QStringLiteral("upper-case-digits"));
    return words.isEmpty() || text.hasEscapes() ? words : QStringList{QStringLiteral("unescaped")};
}

} // namespace

ComparedForms compareForms(const QStringList& forms, const QByteArray& received, const QByteArray& wasSigned)
{
    const BodyWriting came = writingOf(received);
    const BodyWriting made = writingOf(wasSigned);
    ComparedForms compared;
    const auto tell = [&compared](const QString& word, const QString& opposite) {
        compared.wasSigned.append(word);
        if (!opposite.isEmpty() && opposite != word && !compared.arrived.contains(opposite))
            compared.arrived.append(opposite);
    };
    if (made.layout != came.layout)
        tell(made.layout, came.layout);
    for (const QString& form : forms) {
        if (!isLayout(form) && !isOfEscapes(form))
            tell(form, oppositeOf(form, received));
    }
    compared.wasSigned += escapesOf(made, came);
    compared.arrived += escapesOf(came, made);
    // The same in all of these words: blanks at other places.
    return compared.wasSigned.isEmpty() ? ComparedForms{{made.layout}, {}} : compared;
}

ComparedForms formsAlone(const QStringList& forms)
{
    const bool areEscapesAlone = forms.size() == 1 && isOfEscapes(forms.front());
    ComparedForms compared{forms, {}};
    if (!areEscapesAlone && std::none_of(forms.begin(), forms.end(), isLayout))
        compared.wasSigned.prepend(QStringLiteral("compact"));
    return compared;
}

} // namespace kaunt
