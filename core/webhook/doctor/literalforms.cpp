// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/literalforms.h"

#include "core/webhook/doctor/jsonprinter.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace kaunt {

namespace {

constexpr int deepestLiteral = 16;

struct Language {
    const char* form;
    QLatin1String null;
    QLatin1String yes;
    QLatin1String no;
    QLatin1String open;
    QLatin1String close;
    QLatin1String colon;
    QLatin1String comma;
    bool isSorted = false;     ///< by the keys
    QLatin1String quotes = {}; ///< the usual one first; none where texts stand bare
};

const std::array<Language, 4>& languages()
{
    using L = QLatin1String;
    static const std::array<Language, 4> all{
        {{"python-literal", L("None"), L("True"), L("False"), L("{"), L("}"), L(": "), L(", "), false, L("'\"")},
         {"ruby-literal", L("nil"), L("true"), L("false"), L("{"), L("}"), L("=>"), L(", "), false, L("\"")},
         {"java-map", L("null"), L("true"), L("false"), L("{"), L("}"), L("="), L(", ")},
         {"go-map", L("<nil>"), L("true"), L("false"), L("map["), L("]"), L(":"), L(" "), true}}};
    return all;
}

class LiteralPrinter {
public:
    explicit LiteralPrinter(const Language& language)
        : m_language(language)
    {
    }

    QString print(const JsonValue& value, int depth = 0)
    {
        if (depth > deepestLiteral)
            return {};
        switch (value.type) {
        case JsonValue::Type::Null:
            return m_language.null;
        case JsonValue::Type::Bool:
            return value.boolean ? m_language.yes : m_language.no;
        case JsonValue::Type::Number:
            return value.text;
        case JsonValue::Type::String:
            return quoted(value.text);
        case JsonValue::Type::Array:
            return array(value, depth);
        case JsonValue::Type::Object:
            return object(value, depth);
        }
        return {};
    }

private:
    QString array(const JsonValue& value, int depth)
    {
        QStringList items;
        for (const JsonValue& element : value.elements)
            items.append(print(element, depth + 1));
        return u'[' + items.join(m_language.comma) + u']';
    }

    QString object(const JsonValue& value, int depth)
    {
        std::vector<const JsonMember*> members;
        for (const JsonMember& member : value.members)
            members.push_back(&member);
        if (m_language.isSorted)
            std::sort(members.begin(), members.end(),
                      [](const JsonMember* a, const JsonMember* b) { return a->key < b->key; });
        QStringList items;
        for (const JsonMember* member : members)
            items.append(quoted(member->key) + m_language.colon + print(member->value, depth + 1));
        return m_language.open + items.join(m_language.comma) + m_language.close;
    }

    [[nodiscard]] QString quoted(const QString& text) const
    {
        if (m_language.quotes.isEmpty())
            return text;
        const QChar usual = m_language.quotes.front();
        const QChar other = m_language.quotes.back();
        const QChar quote = text.contains(usual) && !text.contains(other) ? other : usual;
        QString written(quote);
        for (const QChar c : text) {
            if (c == quote || c == u'\\')
                written += u'\\';
            const bool isNamed = c == u'\n' || c == u'\r' || c == u'\t';
            written += isNamed ? QLatin1String(c == u'\n' ? "\\n" : c == u'\r' ? "\\r" : "\\t") : QString(c);
        }
        return written + quote;
    }

    const Language& m_language;
};

/// Turns a literal of Python's or Ruby's into JSON, whose grammar is not checked.
class LiteralReader {
public:
    explicit LiteralReader(QStringView literal)
        : m_literal(literal)
    {
    }

    QString read()
    {
        while (m_at < m_literal.size()) {
            const QChar c = m_literal[m_at];
            if (c == u'\'' || c == u'"')
                readText(c);
            else if (c == u'=' && m_literal.sliced(m_at).startsWith(u"=>"))
                take(2, u":");
            else if (c.isLetter())
                readWord();
            else
                take(1, m_literal.sliced(m_at, 1));
        }
        return m_json;
    }

private:
    void take(qsizetype length, QStringView written)
    {
        m_json += written;
        m_at += length;
    }

    void readWord()
    {
        qsizetype end = m_at;
        while (end < m_literal.size() && m_literal[end].isLetter())
            ++end;
        const QStringView word = m_literal.sliced(m_at, end - m_at);
        if (word == u"None" || word == u"nil")
            take(word.size(), u"null");
        else
            take(word.size(), word == u"True" ? QStringView(u"true") : word == u"False" ? QStringView(u"false") : word);
    }

    void readText(QChar quote)
    {
        take(1, u"\"");
        while (m_at < m_literal.size() && m_literal[m_at] != quote) {
            if (m_literal[m_at] == u'\\')
                readEscape();
            else if (m_literal[m_at] == u'"')
                take(1, u"\\\"");
            else
                take(1, m_literal.sliced(m_at, 1));
        }
        take(1, u"\"");
    }

    void readEscape()
    {
        const QStringView escape = m_literal.sliced(m_at, std::min(m_literal.size() - m_at, qsizetype(2)));
        if (escape == u"\\'")
            take(2, u"'");
        else if (escape == u"\\x")
            take(2, u"\\u00");
        else
            take(escape.size(), escape);
    }

    const QStringView m_literal;
    qsizetype m_at = 0;
    QString m_json;
};

Finding literalFinding(const char* form, const char* change)
{
    return findingOf("body-reserialised", {{"form", form}, {"change", change}});
}

} // namespace

bool offerLiterals(const Form& source, const JsonValue& value, const FormSink& sink)
{
    return std::all_of(languages().begin(), languages().end(), [&](const Language& language) {
        Form form =
            source.next(LiteralPrinter(language).print(value).toUtf8(), literalFinding(language.form, "removed"));
        form.isRare = true;
        return sink(std::move(form));
    });
}

bool offerFromLiterals(const Form& source, const FormSink& sink)
{
    const QByteArray literal = source.bytes.trimmed();
    const bool isOfRuby = literal.contains("\"=>");
    if (literal.size() > largeBody || !literal.startsWith('{') || !(isOfRuby || literal.startsWith("{'")))
        return true;
    const char* form = isOfRuby ? "ruby-literal" : literal.contains("': ") ? "python-literal" : "single-quoted";
    const auto value = parseJson(LiteralReader(QString::fromUtf8(literal)).read().toUtf8(), deepestLiteral, mostValues);
    return !value || sink(source.next(printJson(*value, {}), literalFinding(form, "added")));
}

} // namespace kaunt
