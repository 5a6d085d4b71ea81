// SPDX-License-Identifier: MIT
#include "core/webhook/xmltree.h"

#include "core/utf8text.h"

#include <QXmlStreamReader>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

constexpr QLatin1String textKey("#text");
constexpr QLatin1String commentKey("#comment");

/// As they are written: what HTML has names for, mostly.
class UndeclaredEntities final : public QXmlStreamEntityResolver {
public:
    QString resolveUndeclaredEntity(const QString& name) override { return QStringLiteral("&amp;%1;").arg(name); }
};

/// QXmlStreamReader compares each attribute of an element with each. No "<" stands within a tag; what begins with "<!"
/// or "<?" is none. An entity may hold a tag as well, with references in place of quotes and equal signs: where any is
/// declared, all that can be an equal sign counts.
bool hasTooManyAttributes(QByteArrayView source)
{
    constexpr int mostOfOneElement = 1'000;
    const bool hasEntities = source.contains("<!ENTITY");
    int attributes = 0;
    bool isTag = false;
    char quote = '\0'; // of the value that it stands in
    for (qsizetype at = 0; at < source.size(); ++at) {
        const char byte = source[at];
        if (byte == '<') {
            const char next = at + 1 < source.size() ? source[at + 1] : '\0';
            isTag = next != '!' && next != '?';
            quote = '\0';
            attributes = 0;
        } else if (hasEntities) {
            attributes += byte == '=' || byte == '&' ? 1 : 0;
        } else if (quote != '\0') {
            quote = byte == quote ? '\0' : quote;
        } else if (isTag && (byte == '"' || byte == '\'')) {
            quote = byte;
        } else if (byte == '>') {
            isTag = false;
        } else if (isTag && byte == '=') {
            ++attributes;
        }
        if (attributes > mostOfOneElement)
            return true;
    }
    return false;
}

/// So that all references together stay within a bound, wherever they stand, those of a declaration ("%") too.
int expansionLimit(QByteArrayView source)
{
    constexpr qsizetype mostInAll = qsizetype{8} << 20;
    constexpr qsizetype most = 4'096;
    const auto references =
        std::count_if(source.begin(), source.end(), [](char byte) { return byte == '&' || byte == '%'; });
    return static_cast<int>(std::min(mostInAll / std::max(qsizetype(references), qsizetype{1}), most));
}

constexpr qsizetype longestAttributeLists = 4'096;

/// QXmlStreamReader compares those that are declared for one element, too, and goes through all of them for each
/// element that there is. No "<" stands within a declaration of them.
bool declaresTooMany(QByteArrayView source)
{
    constexpr QByteArrayView begin("<!ATTLIST");
    qsizetype bytes = 0;
    for (qsizetype at = source.indexOf(begin); at >= 0;) {
        const qsizetype next = source.indexOf('<', at + 1);
        bytes += (next < 0 ? source.size() : next) - at;
        if (bytes > longestAttributeLists)
            return true;
        at = next < 0 ? next : source.indexOf(begin, next);
    }
    return false;
}

/// As read, with what entities have in them.
bool declaresTooMany(QStringView documentType)
{
    return documentType.size() > longestAttributeLists && documentType.contains(u"<!ATTLIST");
}

bool isBlank(QStringView text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.isSpace(); });
}

/// Reads one document from its first byte to its last.
class XmlTreeReader {
public:
    XmlTreeReader(QByteArrayView source, int maxDepth, qsizetype maxValues)
        : m_source(source)
        , m_maxDepth(maxDepth)
        , m_maxValues(maxValues)
        , m_at(source.startsWith(utf8ByteOrderMark) ? utf8ByteOrderMark.size() : 0)
    {
    }

    Result<JsonValue, JsonError> read()
    {
        const QByteArrayView text = m_source.sliced(m_at);
        if (text.trimmed().isEmpty())
            return failure(JsonError{JsonError::Code::Empty, m_at});
        if (!m_source.isValidUtf8())
            return failure(JsonError{JsonError::Code::Encoding, firstNoUtf8(m_source)});
        if (hasTooManyAttributes(text) || declaresTooMany(text))
            return failure(JsonError{JsonError::Code::TooLarge, m_at});
        QXmlStreamReader reader(QString::fromUtf8(text)); // as text it is taken for what it is, whatever it says
        reader.setNamespaceProcessing(false);
        reader.setEntityResolver(&m_undeclared);
        reader.setEntityExpansionLimit(expansionLimit(text));
        m_open.push_back({{}, begin(JsonValue::Type::Object, m_at)});
        while (!reader.atEnd()) {
            if (!take(reader))
                return failure(m_error);
        }
        if (reader.hasError())
            return failure(errorOf(reader));
        JsonValue& document = m_open.front().value;
        document.length = m_source.size() - document.offset;
        return std::move(document);
    }

private:
    static JsonValue begin(JsonValue::Type type, qsizetype offset)
    {
        JsonValue value;
        value.type = type;
        value.offset = offset;
        return value;
    }

    bool refuse(JsonError::Code code)
    {
        m_error = JsonError{code, m_at};
        return false;
    }

    /// Places of the reader are UTF-16 units behind the byte-order mark.
    void goTo(qint64 unit)
    {
        constexpr unsigned char firstOfTwo = 0xc0;
        constexpr unsigned char firstOfThree = 0xe0;
        constexpr unsigned char firstOfFour = 0xf0;
        while (m_unit < unit && m_at < m_source.size()) {
            const auto lead = static_cast<unsigned char>(m_source[m_at]);
            m_unit += lead < firstOfFour ? 1 : 2;
            m_at += lead < firstOfTwo ? 1 : lead < firstOfThree ? 2 : lead < firstOfFour ? 3 : 4;
        }
        m_at = std::min(m_at, m_source.size());
    }

    /// Reads the next token; m_at goes to its end.
    bool take(QXmlStreamReader& reader)
    {
        const auto token = reader.readNext();
        if (token == QXmlStreamReader::StartDocument && !m_source.sliced(m_at).startsWith("<?xml"))
            return true; // it has looked into the first tag
        const qsizetype last = m_at;
        const bool isText = token == QXmlStreamReader::Characters;
        goTo(reader.characterOffset());
        if (isText && !reader.isCDATA() && m_at > last && m_source[m_at - 1] == '<') { // it has looked one further
            --m_at;
            --m_unit;
        }
        const qsizetype start = isText ? last : std::max(last, m_source.first(m_at).indexOf('<', last));
        switch (token) {
        case QXmlStreamReader::StartElement:
            return openElement(reader, start);
        case QXmlStreamReader::EndElement:
            return closeElement();
        case QXmlStreamReader::Characters:
        case QXmlStreamReader::EntityReference:
            return addText(reader.text().toString(), last);
        case QXmlStreamReader::DTD:
            return !declaresTooMany(reader.text()) || refuse(JsonError::Code::TooLarge);
        case QXmlStreamReader::Comment:
            return add(commentKey, reader.text().toString(), start, m_at);
        case QXmlStreamReader::ProcessingInstruction:
            return add(u'?' + reader.processingInstructionTarget().toString(),
                       reader.processingInstructionData().toString(), start, m_at);
        default:
            return true;
        }
    }

    bool openElement(const QXmlStreamReader& reader, qsizetype start)
    {
        if (static_cast<qsizetype>(m_open.size()) > m_maxDepth)
            return refuse(JsonError::Code::TooDeep);
        m_open.push_back({reader.qualifiedName().toString(), begin(JsonValue::Type::Object, start)});
        qsizetype at = start + 1 + reader.qualifiedName().toUtf8().size();
        const QXmlStreamAttributes attributes = reader.attributes();
        for (const QXmlStreamAttribute& attribute : attributes) {
            const auto [from, to] = attribute.isDefault() ? std::pair(m_at, m_at) : nextAttribute(at);
            if (!add(u'@' + attribute.qualifiedName().toString(), attribute.value().toString(), from, to))
                return false;
            at = to;
        }
        return true;
    }

    /// Where the next attribute of a tag begins and ends, from `at` to m_at. What an entity had in it stands nowhere.
    [[nodiscard]] std::pair<qsizetype, qsizetype> nextAttribute(qsizetype at) const
    {
        constexpr QByteArrayView blanks(" \t\r\n");
        while (at < m_at && blanks.contains(m_source[at]))
            ++at;
        qsizetype quote = at;
        while (quote < m_at && m_source[quote] != '"' && m_source[quote] != '\'')
            ++quote;
        const qsizetype end = quote < m_at ? m_source.first(m_at).indexOf(m_source[quote], quote + 1) : -1;
        return end < 0 ? std::pair(std::min(at, m_at), m_at) : std::pair(at, end + 1);
    }

    bool closeElement()
    {
        Open element = std::move(m_open.back());
        m_open.pop_back();
        JsonValue& value = element.value;
        std::vector<JsonMember>& members = value.members;
        value.length = m_at - value.offset;
        if (members.size() == 1 && members.front().key == textKey) {
            value.type = JsonValue::Type::String;
            value.text = std::move(members.front().value.text);
            members.clear();
        }
        members.erase(
            std::remove_if(members.begin(), members.end(),
                           [](const JsonMember& one) { return one.key == textKey && isBlank(one.value.text); }),
            members.end());
        if (members.empty())
            value.type = JsonValue::Type::String;
        m_open.back().value.members.push_back({std::move(element.key), std::move(value)});
        return count();
    }

    /// Pieces of one text follow each other: what is escaped, or a section of CDATA.
    bool addText(const QString& text, qsizetype start)
    {
        if (m_open.size() == 1)
            return true; // white space around the outermost element
        std::vector<JsonMember>& members = m_open.back().value.members;
        if (members.empty() || members.back().key != textKey)
            return add(textKey, text, start, m_at);
        members.back().value.text += text;
        members.back().value.length = m_at - members.back().value.offset;
        return true;
    }

    bool add(const QString& key, QString text, qsizetype start, qsizetype end)
    {
        JsonValue value = begin(JsonValue::Type::String, start);
        value.text = std::move(text);
        value.length = end - start;
        m_open.back().value.members.push_back({key, std::move(value)});
        return count();
    }

    bool count() { return ++m_count <= m_maxValues || refuse(JsonError::Code::TooLarge); }

    /// The reader stands behind what it could not take.
    [[nodiscard]] JsonError errorOf(const QXmlStreamReader& reader)
    {
        if (reader.error() == QXmlStreamReader::PrematureEndOfDocumentError)
            return {JsonError::Code::Syntax, m_source.size()};
        m_unit = 0;
        m_at = m_source.startsWith(utf8ByteOrderMark) ? utf8ByteOrderMark.size() : 0;
        goTo(std::max(reader.characterOffset() - 1, qint64{0}));
        return {JsonError::Code::Syntax, std::min(m_at, m_source.size() - 1)};
    }

    struct Open {
        QString key;
        JsonValue value;
    };

    QByteArrayView m_source;
    qsizetype m_maxDepth;
    qsizetype m_maxValues;
    qsizetype m_at;    ///< the byte that is read next
    qint64 m_unit = 0; ///< the same, of the reader
    qsizetype m_count = 0;
    UndeclaredEntities m_undeclared;
    std::vector<Open> m_open; ///< the first is the document
    JsonError m_error;
};

} // namespace

Result<JsonValue, JsonError> parseXml(QByteArrayView source, int maxDepth, qsizetype maxValues)
{
    return XmlTreeReader(source, maxDepth, maxValues).read();
}

XmlPart xmlPart(QStringView key)
{
    if (key.startsWith(u'@'))
        return XmlPart::Attribute;
    if (key.startsWith(u'?'))
        return XmlPart::Instruction;
    if (key == textKey)
        return XmlPart::Text;
    return key == commentKey ? XmlPart::Comment : XmlPart::Element;
}

QString xmlPathStep(const QString& key, int place)
{
    QString step = u'/' + key;
    switch (xmlPart(key)) {
    case XmlPart::Text:
        step = QStringLiteral("/text()");
        break;
    case XmlPart::Comment:
        step = QStringLiteral("/comment()");
        break;
    case XmlPart::Instruction:
        step = QStringLiteral("/processing-instruction('%1')").arg(key.sliced(1));
        break;
    case XmlPart::Element:
    case XmlPart::Attribute:
        break;
    }
    return place > 0 ? QStringLiteral("%1[%2]").arg(step).arg(place) : step;
}

} // namespace kaunt
