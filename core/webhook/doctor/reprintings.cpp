// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/reprintings.h"

#include "core/webhook/doctor/jsonprinter.h"
#include "core/webhook/doctor/jsonshapes.h"
#include "core/webhook/doctor/textforms.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <vector>

namespace kaunt {

namespace {

constexpr int mostShapes = 32;
constexpr qsizetype largeBody = qsizetype{64} * 1024;

/// Of a large value only a few are made: each is a copy of the whole.
int shapesFor(qsizetype bodyBytes)
{
    constexpr qsizetype copiedBytes = qsizetype{4} << 20;
    return static_cast<int>(
        std::clamp(copiedBytes / std::max(bodyBytes, qsizetype(1)), qsizetype(1), qsizetype(mostShapes)));
}

struct Layout {
    const char* name;
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

const std::vector<Layout>& layouts()
{
    static const std::vector<Layout> all{
        {"compact", {}, true},
        {"spaced", oneLine(": ", ", "), true},
        {"indent-2", lines("  "), true},
        {"indent-4", lines("    "), true},
        {"tab", lines("\t"), true},
        {"spaced", oneLine(": ", ",")},
        {"spaced", oneLine(":", ", ")},
        {"spaced", oneLine(" : ", ", ")},
        {"spaced", oneLine(": ", ", ", " ")},
        {"indent-2", jackson("  ")},
        {"indent-4", jackson("    ")},
        {"indent-1", lines(" ")},
        {"indent-3", lines("   ")},
        {"indent-8", lines("        ")},
        {"indent-0", lines("")},
    };
    return all;
}

struct NamedEscapes {
    const char* name;
    JsonStyle::Escapes escapes;
};

constexpr std::array<NamedEscapes, 9> allEscapes{{{"", JsonStyle::Escapes::Least},
                                                  {"ascii", JsonStyle::Escapes::AsciiLower},
                                                  {"ascii", JsonStyle::Escapes::AsciiUpper},
                                                  {"escaped-slashes", JsonStyle::Escapes::Slashes},
                                                  {"html-safe", JsonStyle::Escapes::Html},
                                                  {"escaped-slashes ascii", JsonStyle::Escapes::Php},
                                                  {"html-safe ascii", JsonStyle::Escapes::DotNet},
                                                  {"html-safe ascii", JsonStyle::Escapes::HtmlAscii},
                                                  {"html-safe", JsonStyle::Escapes::Gson}}};

/// Those that make a difference for this value.
std::vector<NamedEscapes> distinctEscapes(const JsonValue& value, bool isLarge)
{
    if (isLarge)
        return {allEscapes.begin(), allEscapes.begin() + 2};
    std::vector<NamedEscapes> distinct;
    QList<QByteArray> printed;
    for (const NamedEscapes& each : allEscapes) {
        JsonStyle style;
        style.escapes = each.escapes;
        const QByteArray compact = printJson(value, style);
        if (printed.contains(compact))
            continue;
        printed.append(compact);
        distinct.push_back(each);
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
    return forms.first() == u"spaced" && forms.size() > 1 ? forms.at(1) : forms.first();
}

Finding reserialised(const QStringList& forms)
{
    QJsonObject detail{{QStringLiteral("form"), mostTelling(forms)}};
    if (forms.size() > 1)
        detail.insert(QStringLiteral("forms"), QJsonArray::fromStringList(forms));
    return {QStringLiteral("body-reserialised"), detail};
}

class Reprinter {
public:
    Reprinter(const Form& source, const JsonValue& value, const FormSink& sink)
        : m_source(source)
        , m_shapes(jsonShapes(value, shapesFor(source.bytes.size())))
        , m_sink(sink)
    {
        m_escapes.reserve(m_shapes.size());
        for (const JsonShape& shape : m_shapes)
            m_escapes.push_back(distinctEscapes(shape.value, source.bytes.size() > largeBody));
    }

    /// The common ones first, each by how many things differ.
    bool offerAll()
    {
        for (const bool isCommon : {true, false}) {
            for (size_t shape = 0; shape < m_shapes.size(); ++shape) {
                for (const Layout& layout : layouts()) {
                    if (layout.isCommon == isCommon && !offer(shape, layout))
                        return false;
                }
            }
        }
        return true;
    }

private:
    bool offer(size_t shape, const Layout& layout)
    {
        for (const NamedEscapes& escapes : m_escapes[shape]) {
            QStringList forms = m_shapes[shape].changes;
            const QString words = QString::fromLatin1(escapes.name);
            forms += words.split(u' ', Qt::SkipEmptyParts);
            if (forms.isEmpty() || qstrcmp(layout.name, "compact") != 0)
                forms.prepend(QString::fromLatin1(layout.name));
            JsonStyle style = layout.style;
            style.escapes = escapes.escapes;
            const bool isLikely = layout.isCommon && forms.size() == 1;
            if (!m_sink(m_source.next(printJson(m_shapes[shape].value, style), reserialised(forms), isLikely)))
                return false;
        }
        return true;
    }

    const Form& m_source;
    const std::vector<JsonShape> m_shapes;
    const FormSink& m_sink;
    std::vector<std::vector<NamedEscapes>> m_escapes;
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
        const ushort unit = kind == u'u' ? source.mid(i + 1, 4).toUShort(&isNumber, 16) : ushort(0);
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

bool offerReprintings(const Form& source, const JsonValue& value, const FormSink& sink)
{
    return Reprinter(source, value, sink).offerAll();
}

bool offerOtherEscapes(const Form& source, const FormSink& sink)
{
    const QByteArray& body = source.bytes;
    if (!textforms::isUtf8(body))
        return true;
    const QByteArray slashed = QByteArray(body).replace("\\/", "/").replace('/', "\\/");
    return sink(source.next(withoutEscapes(body), reserialised({QStringLiteral("unescaped")}))) &&
           sink(source.next(withEscapedUnits(body, false), reserialised({QStringLiteral("ascii")}))) &&
           sink(source.next(withEscapedUnits(body, true), reserialised({QStringLiteral("ascii")}))) &&
           sink(source.next(slashed, reserialised({QStringLiteral("escaped-slashes")})));
}

} // namespace kaunt
