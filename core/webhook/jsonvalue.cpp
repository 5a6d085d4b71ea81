// SPDX-License-Identifier: MIT
#include "core/webhook/jsonvalue.h"

#include "core/utf8text.h"

#include <rapidjson/reader.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace kaunt {

namespace {

constexpr int deepestAllowed = 1'000;
constexpr qsizetype maxValues = 1'000'000;

/// Strings are decoded where they stand. Of its base, the reader would read a copy, and this one would not tell how far
/// it is when a value is told.
struct InPlaceStream : rapidjson::InsituStringStream {
    explicit InPlaceStream(char* text)
        : rapidjson::InsituStringStream(text)
    {
    }
};

/// Builds the value from the reader's events. Containers under way stand on a stack of our own.
class TreeBuilder {
public:
    TreeBuilder(QByteArrayView source, InPlaceStream& stream, int maxDepth)
        : m_source(source)
        , m_stream(stream)
        , m_maxDepth(maxDepth)
    {
    }

    // What rapidjson::Reader calls; false ends the reading.
    bool Null() { return addScalar(JsonValue::Type::Null); }
    bool Bool(bool value)
    {
        JsonValue scalar = nextScalar(JsonValue::Type::Bool);
        scalar.boolean = value;
        return add(std::move(scalar));
    }
    bool RawNumber(const char*, rapidjson::SizeType, bool)
    {
        JsonValue number = nextScalar(JsonValue::Type::Number);
        number.text = QString::fromLatin1(m_source.sliced(number.offset, number.length));
        return add(std::move(number));
    }
    bool String(const char* text, rapidjson::SizeType length, bool)
    {
        JsonValue string = nextScalar(JsonValue::Type::String);
        return decode({text, static_cast<qsizetype>(length)}, string.offset, string.text) && add(std::move(string));
    }
    bool Key(const char* text, rapidjson::SizeType length, bool)
    {
        QString key;
        const qsizetype offset = nextTokenStart();
        m_readUpTo = position();
        if (!decode({text, static_cast<qsizetype>(length)}, offset, key))
            return false;
        m_keys.push_back(std::move(key));
        return true;
    }
    bool StartObject() { return open(JsonValue::Type::Object); }
    bool StartArray() { return open(JsonValue::Type::Array); }
    bool EndObject(rapidjson::SizeType) { return close(); }
    bool EndArray(rapidjson::SizeType) { return close(); }

    // Numbers come as text; the reader still wants these to exist.
    bool Int(int) { return false; }
    bool Uint(unsigned) { return false; }
    bool Int64(int64_t) { return false; }
    bool Uint64(uint64_t) { return false; }
    bool Double(double) { return false; }

    [[nodiscard]] JsonValue takeRoot() { return std::move(m_root); }
    [[nodiscard]] std::optional<JsonError> error() const { return m_error; }

private:
    [[nodiscard]] qsizetype position() const { return static_cast<qsizetype>(m_stream.Tell()); }

    bool refuse(JsonError::Code code, qsizetype offset)
    {
        m_error = JsonError{code, offset};
        return false;
    }

    /// Between two tokens the grammar allows only white space and separators.
    [[nodiscard]] qsizetype nextTokenStart() const
    {
        constexpr QByteArrayView between(" \t\r\n,:");
        qsizetype offset = m_readUpTo;
        while (between.contains(m_source[offset]))
            ++offset;
        return offset;
    }

    /// The reader has just read the value to its end.
    JsonValue nextScalar(JsonValue::Type type)
    {
        JsonValue scalar;
        scalar.type = type;
        scalar.offset = nextTokenStart();
        scalar.length = position() - scalar.offset;
        m_readUpTo = position();
        return scalar;
    }

    bool addScalar(JsonValue::Type type) { return add(nextScalar(type)); }

    /// The reader refuses a lone high surrogate's escape itself but lets a lone low one through as three bytes that
    /// are no UTF-8; raw bytes like these it never lets through.
    bool decode(QByteArrayView utf8, qsizetype offset, QString& text)
    {
        for (qsizetype at = utf8.indexOf('\xED'); at >= 0; at = utf8.indexOf('\xED', at + 1)) {
            if (static_cast<uchar>(utf8[at + 1]) >= 0xA0)
                return refuse(JsonError::Code::Encoding, offset);
        }
        text = utf8Text(utf8);
        return true;
    }

    bool open(JsonValue::Type type)
    {
        if (static_cast<qsizetype>(m_open.size()) >= m_maxDepth)
            return refuse(JsonError::Code::TooDeep, position());
        JsonValue container;
        container.type = type;
        container.offset = position();
        m_readUpTo = position() + 1;
        m_open.push_back(std::move(container));
        return true;
    }

    bool close()
    {
        JsonValue container = std::move(m_open.back());
        m_open.pop_back();
        m_readUpTo = position() + 1;
        container.length = m_readUpTo - container.offset;
        return add(std::move(container));
    }

    bool add(JsonValue&& value)
    {
        if (++m_count > maxValues)
            return refuse(JsonError::Code::TooLarge, value.offset);
        if (m_open.empty()) {
            m_root = std::move(value);
        } else if (m_open.back().isObject()) {
            m_open.back().members.push_back({std::move(m_keys.back()), std::move(value)});
            m_keys.pop_back();
        } else {
            m_open.back().elements.push_back(std::move(value));
        }
        return true;
    }

    QByteArrayView m_source;
    InPlaceStream& m_stream;
    qsizetype m_maxDepth;
    qsizetype m_readUpTo = 0;
    qsizetype m_count = 0;
    std::vector<JsonValue> m_open;
    std::vector<QString> m_keys; ///< of the members whose values are under way
    JsonValue m_root;
    std::optional<JsonError> m_error;
};

JsonError::Code errorCode(rapidjson::ParseErrorCode code)
{
    switch (code) {
    case rapidjson::kParseErrorDocumentEmpty:
        return JsonError::Code::Empty;
    case rapidjson::kParseErrorDocumentRootNotSingular:
        return JsonError::Code::TrailingContent;
    case rapidjson::kParseErrorStringInvalidEncoding:
    case rapidjson::kParseErrorStringUnicodeSurrogateInvalid:
        return JsonError::Code::Encoding;
    case rapidjson::kParseErrorNumberTooBig:
        return JsonError::Code::TooLarge;
    default:
        return JsonError::Code::Syntax;
    }
}

} // namespace

const JsonValue* JsonValue::find(QStringView key) const
{
    const auto found = std::find_if(members.rbegin(), members.rend(),
                                    [key](const JsonMember& member) { return QStringView(member.key) == key; });
    return found == members.rend() ? nullptr : &found->value;
}

Result<JsonValue, JsonError> parseJson(QByteArrayView source, int maxDepth)
{
    if (source.size() >= static_cast<qsizetype>(std::numeric_limits<rapidjson::SizeType>::max()))
        return failure(JsonError{JsonError::Code::TooLarge, 0});
    if (source.startsWith("\xEF\xBB\xBF"))
        return failure(JsonError{JsonError::Code::Encoding, 0});

    constexpr unsigned flags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag | rapidjson::kParseInsituFlag;
    QByteArray copy = source.toByteArray();
    InPlaceStream stream(copy.data());
    TreeBuilder builder(source, stream, std::clamp(maxDepth, 0, deepestAllowed));
    rapidjson::Reader reader;
    // The reader's own check goes byte by byte and is worth it only to say where the error is.
    const rapidjson::ParseResult result =
        source.isValidUtf8() ? reader.Parse<flags>(stream, builder)
                             : reader.Parse<flags | rapidjson::kParseValidateEncodingFlag>(stream, builder);
    if (builder.error())
        return failure(*builder.error());
    if (result.IsError())
        return failure(JsonError{errorCode(result.Code()), static_cast<qsizetype>(result.Offset())});
    // The reader takes a NUL for the end of the text.
    if (const auto end = static_cast<qsizetype>(stream.Tell()); end < source.size())
        return failure(JsonError{JsonError::Code::TrailingContent, end});
    return builder.takeRoot();
}

} // namespace kaunt
