// SPDX-License-Identifier: MIT
#include "core/export/markupcredentials.h"

#include "core/asciicharacters.h"
#include "core/capture/redactedtext.h"
#include "core/export/urlcredentials.h"

#include <QByteArrayView>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace kaunt {

namespace {

constexpr qsizetype longestName = 200;

struct Span {
    qsizetype from = 0;
    qsizetype to = 0;
    QByteArrayView name; ///< that makes it a credential
};

struct Attribute {
    QByteArrayView name;
    Span value;
    qsizetype behind = 0;
};

struct Tag {
    QByteArrayView name;
    std::vector<Attribute> attributes;
    qsizetype behind = 0;
    bool isEmpty = false;
};

bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool isOfTagName(char c)
{
    return isAsciiLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == ':';
}

QByteArrayView withoutPrefix(QByteArrayView name)
{
    return name.sliced(name.lastIndexOf(':') + 1);
}

bool isCalledCredential(QByteArrayView name)
{
    return name.size() <= longestName && namesCredentialMember(withoutPrefix(name));
}

template <size_t count>
bool isAnyOf(QByteArrayView name, const std::array<const char*, count>& words)
{
    const QByteArray lower = withoutPrefix(name).toByteArray().toLower();
    return std::any_of(words.begin(), words.end(), [&lower](const char* word) { return lower == word; });
}

/// Where a mark stands in a text, asked for places that never go back: what was looked through is not again.
class NextMark {
public:
    explicit NextMark(QByteArrayView mark)
        : m_mark(mark)
    {
    }

    [[nodiscard]] qsizetype size() const { return m_mark.size(); }

    /// At `from` or behind it; the text's end where there is none.
    [[nodiscard]] qsizetype at(const QByteArray& text, qsizetype from)
    {
        if (m_at < from) {
            const qsizetype found = text.indexOf(m_mark, from);
            m_at = found < 0 ? text.size() : found;
        }
        return m_at;
    }

private:
    QByteArrayView m_mark;
    qsizetype m_at = -1;
};

/// Goes through a text once, from tag to tag. An angle bracket that begins none is passed over.
class TagSearch {
public:
    explicit TagSearch(const QByteArray& text)
        : m_text(text)
    {
        const char first = charAt(behindBlanks(0));
        m_isDocument = first == '<';
        m_isJson = first == '{' || first == '[' || first == '"';
    }

    /// To be replaced, in their order.
    [[nodiscard]] std::vector<Span> values()
    {
        while (m_at < m_text.size()) {
            if (charAt(m_at) == '<')
                readTag();
            else
                readText();
        }
        return std::move(m_found);
    }

private:
    [[nodiscard]] char charAt(qsizetype at) const { return at < m_text.size() ? m_text.at(at) : '\0'; }

    template <typename Condition>
    [[nodiscard]] qsizetype firstThat(qsizetype from, Condition condition) const
    {
        const auto begin = m_text.cbegin() + std::min(from, m_text.size());
        return std::distance(m_text.cbegin(), std::find_if(begin, m_text.cend(), condition));
    }

    [[nodiscard]] qsizetype behindBlanks(qsizetype from) const
    {
        return firstThat(from, [](char c) { return !isBlank(c); });
    }

    [[nodiscard]] QByteArrayView between(qsizetype from, qsizetype to) const
    {
        return QByteArrayView(m_text).sliced(from, to - from);
    }

    [[nodiscard]] QByteArrayView nameAt(qsizetype from) const
    {
        return between(from, firstThat(from, [](char c) { return !isOfTagName(c); }));
    }

    void readText()
    {
        const qsizetype from = m_at;
        m_at = firstThat(from, [this](char c) { return c == '<' || (c == '"' && !m_isDocument); });
        const bool isEnded = m_isDocument || charAt(m_at) == '<';
        if (!m_credential.isEmpty() && isEnded && behindBlanks(from) < m_at)
            m_found.push_back({from, m_at, m_credential});
        if (charAt(m_at) == '"') {
            m_credential = {};
            m_depth = 0;
            ++m_at;
        }
    }

    void readTag()
    {
        if (readSection("<![CDATA[", m_cdataEnd) || readSection("<!--", m_commentEnd))
            return;
        if (charAt(m_at + 1) == '/') {
            readEnd();
            return;
        }
        const auto tag = tagAt(m_at);
        if (!tag) {
            ++m_at;
            return;
        }
        const bool isCalledSo = m_credential.isEmpty() && isCalledCredential(tag->name);
        takeAttributes(*tag, isCalledSo ? tag->name : m_credential);
        m_at = tag->behind;
        if (tag->isEmpty)
            return;
        if (isCalledSo)
            m_credential = tag->name;
        if (!m_credential.isEmpty() && tag->name == m_credential)
            ++m_depth;
    }

    bool readSection(QByteArrayView start, NextMark& end)
    {
        if (!QByteArrayView(m_text).sliced(m_at).startsWith(start))
            return false;
        const qsizetype from = m_at + start.size();
        const qsizetype to = end.at(m_text, from);
        if (to == m_text.size() || (!m_isDocument && m_quote.at(m_text, from) < to))
            return false;
        if (!m_credential.isEmpty() && from < to)
            m_found.push_back({from, to, m_credential});
        m_at = to + end.size();
        return true;
    }

    void readEnd()
    {
        const QByteArrayView name = nameAt(m_at + 2);
        m_at = behindBlanks(m_at + 2 + name.size());
        m_at += charAt(m_at) == '>' ? 1 : 0;
        if (!m_credential.isEmpty() && name == m_credential && --m_depth == 0)
            m_credential = {};
    }

    [[nodiscard]] std::optional<Tag> tagAt(qsizetype at) const
    {
        Tag tag{nameAt(at + 1), {}, 0, false};
        if (tag.name.isEmpty())
            return std::nullopt;
        for (qsizetype from = at + 1 + tag.name.size(); from < m_text.size();) {
            const char c = charAt(from);
            if (c == '>') {
                tag.behind = from + 1;
                return tag;
            }
            if (isBlank(c) || c == '/') {
                tag.isEmpty = c == '/';
                ++from;
                continue;
            }
            const auto attribute = attributeAt(from);
            if (!attribute)
                return std::nullopt;
            tag.isEmpty = false;
            tag.attributes.push_back(*attribute);
            from = attribute->behind;
        }
        return std::nullopt;
    }

    /// HTML has some without a value, and values without quotes.
    [[nodiscard]] std::optional<Attribute> attributeAt(qsizetype at) const
    {
        Attribute attribute{nameAt(at), {}, 0};
        if (attribute.name.isEmpty())
            return std::nullopt;
        attribute.behind = at + attribute.name.size();
        const qsizetype equals = behindBlanks(attribute.behind);
        if (charAt(equals) != '=')
            return attribute;
        const qsizetype start = behindBlanks(equals + 1);
        const char quote = charAt(start);
        const bool isQuoted = quote == '\'' || quote == '"';
        const qsizetype from = start + (isQuoted ? 1 : 0);
        const qsizetype to = firstThat(from, [quote, isQuoted](char c) {
            return isQuoted ? c == quote : isBlank(c) || c == '>' || c == '<' || c == '"' || c == '\'';
        });
        const bool isCut = isQuoted && to == m_text.size();
        if (isCut || (m_isJson && between(start, to).contains('"')))
            return std::nullopt;
        attribute.value = {from, to, {}};
        attribute.behind = to + (isQuoted ? 1 : 0);
        return attribute;
    }

    void takeAttributes(const Tag& tag, QByteArrayView credential)
    {
        static constexpr std::array ofNames{"name", "key", "id"};
        static constexpr std::array ofValues{"value", "content"};
        QByteArrayView called;
        for (const Attribute& attribute : tag.attributes) {
            const QByteArrayView value = between(attribute.value.from, attribute.value.to);
            if (isAnyOf(attribute.name, ofNames) && isCalledCredential(value))
                called = value;
        }
        for (const Attribute& attribute : tag.attributes) {
            Span value = attribute.value;
            value.name = isCalledCredential(attribute.name) ? attribute.name : credential;
            if (!called.isEmpty() && isAnyOf(attribute.name, ofValues))
                value.name = called;
            const bool isOfNamespace = attribute.name.startsWith("xmlns");
            if (!value.name.isEmpty() && value.from < value.to && !isOfNamespace)
                m_found.push_back(value);
        }
    }

    const QByteArray& m_text;
    qsizetype m_at = 0;
    bool m_isDocument = false;
    bool m_isJson = false;
    NextMark m_cdataEnd{"]]>"};
    NextMark m_commentEnd{"-->"};
    NextMark m_quote{"\""};
    QByteArrayView m_credential; ///< the element of that name that it is within
    qsizetype m_depth = 0;       ///< of elements of that name
    std::vector<Span> m_found;
};

} // namespace

void redactMarkup(QByteArray& text, QSet<QString>& found)
{
    if (!text.contains('<'))
        return;
    QByteArray out;
    qsizetype upTo = 0;
    for (const Span& value : TagSearch(text).values()) {
        if (QByteArrayView(text).sliced(value.from, value.to - value.from) == QByteArrayView(redactedText))
            continue;
        out.append(text.mid(upTo, value.from - upTo)).append(redactedText);
        upTo = value.to;
        found.insert(toldName(withoutPrefix(value.name), "_-."));
    }
    if (upTo > 0)
        text = out + text.mid(upTo);
}

} // namespace kaunt
