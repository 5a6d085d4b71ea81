// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/reprintings.h"

#include "core/webhook/doctor/bodyedges.h"
#include "core/webhook/doctor/bodywriting.h"
#include "core/webhook/doctor/jsonprinter.h"
#include "core/webhook/doctor/jsonshapes.h"

#include <QJsonArray>

#include <algorithm>
#include <numeric>
#include <optional>
#include <vector>

namespace kaunt {

namespace {

constexpr int mostShapes = 32;

/// Of memory, for a copy of the value.
qsizetype copyBytes(const JsonValue& value)
{
    qsizetype bytes = sizeof(JsonValue);
    for (const JsonMember& member : value.members)
        bytes += static_cast<qsizetype>(sizeof(member.key)) + copyBytes(member.value);
    for (const JsonValue& element : value.elements)
        bytes += copyBytes(element);
    return bytes;
}

/// Of a large value only a few are made: each is a copy of the whole, which is larger than its text where that is
/// dense.
int shapesFor(const JsonValue& value, qsizetype bodyBytes)
{
    constexpr qsizetype printedBytes = qsizetype{4} << 20;
    constexpr qsizetype copiedBytes = qsizetype{16} << 20;
    constexpr qsizetype longestChanged = qsizetype{256} << 10;
    if (bodyBytes > longestChanged)
        return 1;
    const qsizetype fitting =
        std::min(printedBytes / std::max(bodyBytes, qsizetype(1)), copiedBytes / copyBytes(value));
    return static_cast<int>(std::clamp(fitting, qsizetype(1), qsizetype(mostShapes)));
}

struct Layout {
    QString name;
    JsonStyle style;
    bool isCommon = false;
};

JsonStyle lines(const QByteArray& indent)
{
    JsonStyle style;
    style.isMultiLine = true;
    style.indent = indent;
    style.colon = ": ";
    return style;
}

JsonStyle oneLine(const QByteArray& colon, const QByteArray& comma, const QByteArray& inside = {})
{
    JsonStyle style;
    style.colon = colon;
    style.comma = comma;
    style.inside = inside;
    return style;
}

JsonStyle jackson(const QByteArray& indent)
{
    JsonStyle style = lines(indent);
    style.colon = " : ";
    style.comma = ", ";
    style.inside = " ";
    style.arraysOnOneLine = true;
    return style;
}

/// ConvertTo-Json of Windows PowerShell 5, for objects without any within.
JsonStyle windowsPowerShell()
{
    JsonStyle style = lines("    ");
    style.colon = ":  ";
    style.newline = "\r\n";
    return style;
}

const std::vector<Layout>& layouts()
{
    static const std::vector<Layout> all{
        {QStringLiteral("compact"), {}, true},
        {QStringLiteral("spaced"), oneLine(": ", ", "), true},
        {QStringLiteral("indent-2"), lines("  "), true},
        {QStringLiteral("indent-4"), lines("    "), true},
        {QStringLiteral("tab"), lines("\t"), true},
        {QStringLiteral("spaced"), oneLine(": ", ",")},
        {QStringLiteral("spaced"), oneLine(":", ", ")},
        {QStringLiteral("spaced"), oneLine(" : ", ", ")},
        {QStringLiteral("spaced"), oneLine(": ", ", ", " ")},
        {QStringLiteral("indent-2"), jackson("  ")},
        {QStringLiteral("indent-4"), jackson("    ")},
        {QStringLiteral("indent-4"), windowsPowerShell()},
        {QStringLiteral("indent-1"), lines(" ")},
        {QStringLiteral("indent-3"), lines("   ")},
        {QStringLiteral("indent-8"), lines("        ")},
        {QStringLiteral("indent-0"), lines("")},
    };
    return all;
}

struct NamedEscapes {
    QStringList words;
    JsonStyle::Escapes escapes;
    bool isOwn = false; ///< the body that came is escaped so, too: no change
};

const std::vector<NamedEscapes>& allEscapes()
{
    using Escapes = JsonStyle::Escapes;
    const QString ascii = QStringLiteral("ascii");
    const QString slashes = QStringLiteral("escaped-slashes");
    const QString html = QStringLiteral("html-safe");
    static const std::vector<NamedEscapes> all{{{}, Escapes::Least},
                                               {{ascii}, Escapes::AsciiLower},
                                               {{ascii}, Escapes::AsciiUpper},
                                               {{slashes}, Escapes::Slashes},
                                               {{html}, Escapes::Html},
                                               {{slashes, ascii}, Escapes::Php},
                                               {{html, ascii}, Escapes::DotNet},
                                               {{html, ascii}, Escapes::HtmlAscii},
                                               {{html}, Escapes::NewtonsoftHtml},
                                               {{html}, Escapes::Gson},
                                               {{html}, Escapes::DotNetAll},
                                               {{slashes, html, ascii}, Escapes::PhpHex}};
    return all;
}

/// Of a large body: the least, ASCII, and what it has itself.
std::vector<NamedEscapes> fewEscapes(const BodyWriting& came)
{
    using Escapes = JsonStyle::Escapes;
    std::vector<NamedEscapes> few(allEscapes().begin(), allEscapes().begin() + 2);
    for (const NamedEscapes& each : allEscapes()) {
        const bool isOfPhp = each.escapes == Escapes::Slashes || each.escapes == Escapes::Php;
        const bool isOwn = came.hasEscapedSlashes ? isOfPhp : came.isHtmlSafe && each.escapes == Escapes::DotNet;
        if (isOwn)
            few.push_back({each.words, each.escapes, true});
    }
    return few;
}

/// Those that make a difference for this value.
std::vector<NamedEscapes> distinctEscapes(const JsonValue& value, const QByteArray& body)
{
    const BodyWriting came = writingOf(body);
    if (body.size() > largeBody)
        return fewEscapes(came);
    std::vector<NamedEscapes> distinct;
    QList<QByteArray> printed;
    for (const NamedEscapes& each : allEscapes()) {
        JsonStyle style;
        style.escapes = each.escapes;
        const QByteArray print = printJson(value, style);
        if (printed.contains(print))
            continue;
        printed.append(print);
        distinct.push_back({each.words, each.escapes, writingOf(print).isEscapedAs(came)});
    }
    return distinct;
}

/// The word that tells most of several: what programs do on purpose before what they do by default.
QString mostTelling(const QStringList& forms)
{
    static const QStringList order{QStringLiteral("camel-case"), QStringLiteral("pascal-case"),
                                   QStringLiteral("snake-case"), QStringLiteral("sorted"),
                                   QStringLiteral("indent-2"),   QStringLiteral("indent-4"),
                                   QStringLiteral("tab"),        QStringLiteral("ascii")};
    for (const QString& form : order) {
        if (forms.contains(form))
            return form;
    }
    const bool isOneLine = forms.first() == u"spaced" || forms.first() == u"compact";
    return isOneLine && forms.size() > 1 ? forms.at(1) : forms.first();
}

Finding reserialised(const QStringList& forms, const QJsonObject& detail = {})
{
    return {QStringLiteral("body-reserialised"), detail, forms};
}

/// The style that a value was printed in; nothing where it is none of ours.
std::optional<JsonStyle> styleOf(const JsonValue& value, QByteArrayView text)
{
    for (const NamedEscapes& escapes : allEscapes()) {
        const JsonPieces pieces(value, escapes.escapes);
        const auto layout = std::find_if(layouts().begin(), layouts().end(),
                                         [&](const Layout& each) { return pieces.printed(each.style) == text; });
        if (layout == layouts().end())
            continue;
        JsonStyle style = layout->style;
        style.escapes = escapes.escapes;
        return style;
    }
    return {};
}

class Reprinter {
public:
    Reprinter(const Form& source, const JsonValue& value, Reprintings which, qsizetype longest, const FormSink& sink)
        : m_source(source)
        , m_which(which)
        , m_longest(longest)
        , m_shapes(jsonShapes(value, which == Reprintings::Common ? 1 : shapesFor(value, source.bytes.size())))
        , m_escapes(distinctEscapes(value, source.bytes))
        , m_addition{{QStringLiteral("matchesWithout"), QJsonArray::fromStringList(unknownMembers(value))}}
        , m_sink(sink)
    {
    }

    /// The common ones first, each by how many things differ.
    bool offerAll()
    {
        for (const bool isCommon : {true, false}) {
            for (const JsonShape& shape : m_shapes) {
                for (const NamedEscapes& escapes : m_escapes) {
                    if (!offer(shape, escapes, isCommon))
                        return false;
                }
            }
        }
        return true;
    }

private:
    bool offer(const JsonShape& shape, const NamedEscapes& escapes, bool isCommon)
    {
        // Nobody does everything at once: rare layouts and rare escapes count as a change too.
        constexpr qsizetype mostChanges = 2;
        const bool isRare = !escapes.isOwn && escapes.escapes != JsonStyle::Escapes::Least &&
                            escapes.words != QStringList{QStringLiteral("ascii")};
        const qsizetype weight = shape.changes.size() + (isCommon ? 0 : 1) + (isRare ? 1 : 0);
        if (weight > mostChanges || (weight == 0) != (m_which == Reprintings::Common))
            return true;
        const JsonPieces pieces(shape.value, escapes.escapes);
        for (const Layout& layout : layouts()) {
            if (layout.isCommon != isCommon || pieces.printedBytes(layout.style) > m_longest)
                continue;
            QStringList forms = shape.changes + escapes.words;
            const bool isAddition = forms.removeOne(withoutUnknown);
            if (forms.isEmpty() || layout.name != u"compact")
                forms.prepend(layout.name);
            const Finding finding = reserialised(forms, isAddition ? m_addition : QJsonObject());
            Form printed = m_source.next(pieces.printed(layout.style), finding, weight == 0);
            printed.isRare = weight > 1;
            if (!m_sink(std::move(printed)))
                return false;
        }
        return true;
    }

    const Form& m_source;
    const Reprintings m_which;
    const qsizetype m_longest;
    const std::vector<JsonShape> m_shapes;
    const std::vector<NamedEscapes> m_escapes;
    const QJsonObject m_addition; ///< what is told where members were left out
    const FormSink& m_sink;
};

QByteArray withEscapedUnits(const QByteArray& body, bool upper)
{
    QByteArray escaped;
    const QString text = QString::fromUtf8(body);
    for (const QChar c : text) {
        if (c.unicode() < 0x80) {
            escaped.append(static_cast<char>(c.unicode()));
            continue;
        }
        const QByteArray digits = QByteArray::number(c.unicode(), 16).rightJustified(4, '0');
        escaped.append("\\u" + (upper ? digits.toUpper() : digits));
    }
    return escaped;
}

/// Undoes \/ and the \u of printable characters; of surrogates the pair.
QByteArray withoutEscapes(const QByteArray& body)
{
    QString text;
    const QString source = QString::fromUtf8(body);
    for (qsizetype i = 0; i < source.size(); ++i) {
        if (source[i] != u'\\' || i + 1 >= source.size()) {
            text.append(source[i]);
            continue;
        }
        const QChar kind = source[++i];
        bool isNumber = false;
        const ushort unit = kind == u'u' ? QStringView(source).mid(i + 1, 4).toUShort(&isNumber, 16) : ushort(0);
        const bool isPlain = isNumber && unit >= 0x20 && unit != u'"' && unit != u'\\';
        if (isPlain) {
            text.append(QChar(unit));
            i += 4;
        } else if (kind == u'/') {
            text.append(kind);
        } else {
            text.append(u'\\');
            text.append(kind);
        }
    }
    return text.toUtf8();
}

} // namespace

QJsonObject reprintingDetail(const QStringList& forms)
{
    QJsonObject detail{{QStringLiteral("form"), mostTelling(forms)}};
    if (forms.size() > 1)
        detail.insert(QStringLiteral("forms"), QJsonArray::fromStringList(forms));
    return detail;
}

bool offerReprintings(const Form& source, const JsonValue& value, Reprintings which, qsizetype longest,
                      const FormSink& sink)
{
    return Reprinter(source, value, which, longest, sink).offerAll();
}

bool offerReordered(const Form& source, const JsonValue& value, const FormSink& sink)
{
    constexpr qsizetype longest = 1'024;
    constexpr size_t mostMembers = 6; // 720 orders
    if (source.bytes.size() > longest || value.members.size() < 2 || value.members.size() > mostMembers)
        return true;
    const auto came = styleOf(value, withinEdges(source.bytes));
    JsonStyle compact;
    compact.escapes = came ? came->escapes : JsonStyle::Escapes::Least;
    std::vector<JsonStyle> styles{compact};
    if (came && printJson(value, *came) != printJson(value, compact))
        styles.push_back(*came);
    const Finding finding = reserialised({QStringLiteral("reordered")});
    std::vector<size_t> order(value.members.size());
    std::iota(order.begin(), order.end(), 0);
    JsonValue reordered = value;
    while (std::next_permutation(order.begin(), order.end())) { // the first one came
        for (size_t i = 0; i < order.size(); ++i)
            reordered.members[i] = value.members[order[i]];
        for (const JsonStyle& style : styles) {
            if (!sink(source.next(printJson(reordered, style), finding)))
                return false;
        }
    }
    return true;
}

bool offerOtherEscapes(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    if (!body.isValidUtf8())
        return true;
    const QByteArray slashed = QByteArray(body).replace("\\/", "/").replace('/', "\\/");
    return sink(source.next(withoutEscapes(body), reserialised({QStringLiteral("unescaped")}))) &&
           sink(source.next(withEscapedUnits(body, false), reserialised({QStringLiteral("ascii")}))) &&
           sink(source.next(withEscapedUnits(body, true), reserialised({QStringLiteral("ascii")}))) &&
           sink(source.next(slashed, reserialised({QStringLiteral("escaped-slashes")})));
}

} // namespace kaunt
