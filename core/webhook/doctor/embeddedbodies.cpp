// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/embeddedbodies.h"

#include "core/webhook/doctor/jsonprinter.h"

namespace kaunt {

namespace {

constexpr int deepest = 3;
constexpr int mostForms = 16;

bool isJsonText(const QByteArray& text)
{
    return text.startsWith('{') || text.startsWith('[');
}

/// By gzip (RFC 1952 section 2.3.1).
bool isPacked(const QByteArray& bytes)
{
    return bytes.startsWith("\x1f\x8b");
}

class EmbeddedBodies {
public:
    EmbeddedBodies(const Form& source, QByteArrayView json, const FormSink& sink)
        : m_source(source)
        , m_json(json)
        , m_sink(sink)
    {
    }

    bool walk(const JsonValue& value, const QString& path, int depth)
    {
        if (depth > deepest || m_forms > mostForms)
            return true;
        for (const JsonMember& member : value.members) {
            if (isJsonText(member.key.toUtf8()) && !offerName(member.key.toUtf8()))
                return false;
            if (!take(member.value, path.isEmpty() ? member.key : path + u'.' + member.key, depth))
                return false;
        }
        constexpr size_t mostElements = 8;
        for (size_t i = 0; i < std::min(value.elements.size(), mostElements); ++i) {
            if (!take(value.elements[i], path + u'[' + QString::number(i) + u']', depth))
                return false;
        }
        return true;
    }

private:
    bool take(const JsonValue& value, const QString& path, int depth)
    {
        if (m_forms > mostForms)
            return true;
        if (value.isString())
            return takeText(value.text.toUtf8(), path);
        if (!value.isObject() && !value.isArray())
            return true;
        return (!value.isObject() || (offer(m_json.sliced(value.offset, value.length).toByteArray(), path) &&
                                      offer(printJson(value, {}), path))) &&
               walk(value, path, depth + 1);
    }

    bool takeText(const QByteArray& text, const QString& path)
    {
        if (isJsonText(text))
            return offer(text, path);
        const auto decoded = QByteArray::fromBase64Encoding(text, QByteArray::AbortOnBase64DecodingErrors);
        return !decoded || !(isJsonText(*decoded) || isPacked(*decoded)) || offer(*decoded, path);
    }

    /// Of a form that was no form: the whole is the name of its only field.
    bool offerName(const QByteArray& name)
    {
        return ++m_forms > mostForms ||
               m_sink(m_source.next(name, findingOf("body-reserialised", {{"form", "name"}, {"change", "added"}})));
    }

    bool offer(const QByteArray& bytes, const QString& path)
    {
        constexpr qsizetype longestPath = 120;
        if (++m_forms > mostForms)
            return true;
        return m_sink(m_source.next(bytes, {QStringLiteral("body-reserialised"),
                                            {{QStringLiteral("form"), QStringLiteral("wrapped")},
                                             {QStringLiteral("change"), QStringLiteral("added")},
                                             {QStringLiteral("member"), path.left(longestPath)}}}));
    }

    const Form& m_source;
    const QByteArrayView m_json;
    const FormSink& m_sink;
    int m_forms = 0;
};

} // namespace

bool offerEmbedded(const Form& source, QByteArrayView json, const JsonValue& value, const FormSink& sink)
{
    return EmbeddedBodies(source, json, sink).walk(value, {}, 1);
}

} // namespace kaunt
