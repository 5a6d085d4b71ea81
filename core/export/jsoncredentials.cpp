// SPDX-License-Identifier: MIT
#include "core/export/jsoncredentials.h"

#include "core/asciicharacters.h"
#include "core/capture/redactedtext.h"
#include "core/export/unescaped.h"
#include "core/export/urlcredentials.h"

#include <algorithm>
#include <array>
#include <vector>

namespace kaunt {

namespace {

/// The bytes of a value that stand between its quotes, or are a number.
struct Value {
    qsizetype from = 0;
    qsizetype to = 0;
    bool isNumber = false;
    QByteArrayView name; ///< of the member or the header, as it is written
};

/// What a value is by the name of its member, or by what it stands in.
struct Role {
    QByteArrayView credential; ///< the name that makes it one; empty where it is none
    bool isOfPair = false;     ///< it is one where the other member of its object names such a header
    bool namesHeader = false;
};

struct Container {
    QByteArrayView credential;
    bool isOfPair = false;
    bool isArray = false;
    QByteArrayView header; ///< that its pair names
    size_t firstUndecided = 0;
    qsizetype commas = 0;
};

bool isBareNumber(char c)
{
    return isAsciiDigit(c) || c == '-' || c == '+' || c == '.';
}

bool isOfBareWord(char c)
{
    return isBareNumber(c) || isAsciiLetter(c) || c == '_';
}

template <size_t count>
bool isOneOf(const QByteArray& word, const std::array<const char*, count>& words)
{
    const QByteArray lower = word.toLower();
    return std::any_of(words.begin(), words.end(), [&lower](const char* one) { return lower == one; });
}

/// By its whole name only: anything else may be called so in other lists of names and values.
bool isHeaderOfCredential(QByteArrayView written)
{
    static constexpr std::array headers{"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key"};
    constexpr qsizetype longest = 120; // with all its letters escaped
    return written.size() <= longest && isOneOf(Unescaped(written).text(), headers);
}

/// Goes through a text once, from quotation mark to quotation mark. One that begins no string of JSON is passed over.
class MemberSearch {
public:
    explicit MemberSearch(const QByteArray& text)
        : m_text(text)
    {
    }

    /// The values to be replaced, in their order.
    [[nodiscard]] std::vector<Value> values()
    {
        while (m_at < m_text.size())
            readNext();
        std::sort(m_found.begin(), m_found.end(),
                  [](const Value& one, const Value& other) { return one.from < other.from; });
        return std::move(m_found);
    }

private:
    void readNext()
    {
        const char c = m_text.at(m_at);
        if (c == '"') {
            readString();
        } else if (c == '{' || c == '[') {
            open(roleOfElement());
        } else if (c == '}' || c == ']') {
            close();
        } else if (isOfBareWord(c)) {
            readBare(roleOfElement());
        } else {
            top().commas += c == ',' ? 1 : 0;
            m_at += c == '\\' ? 2 : 1;
        }
    }

    [[nodiscard]] Container& top() { return m_containers.back(); }

    [[nodiscard]] Role roleOfElement() { return {top().credential, top().isOfPair, false}; }

    /// Of the closing quotation mark, or the end of the text.
    [[nodiscard]] qsizetype endOfString(qsizetype from) const
    {
        while (from < m_text.size() && m_text.at(from) != '"')
            from += m_text.at(from) == '\\' ? 2 : 1;
        return std::min(from, m_text.size());
    }

    [[nodiscard]] qsizetype behindBlanks(qsizetype from) const
    {
        const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
        const auto begin = m_text.cbegin() + std::min(from, m_text.size());
        return std::distance(m_text.cbegin(), std::find_if_not(begin, m_text.cend(), isBlank));
    }

    void readString()
    {
        constexpr QByteArrayView ends(",]}");
        const qsizetype end = endOfString(m_at + 1);
        const qsizetype next = behindBlanks(end + 1);
        if (next < m_text.size() && m_text.at(next) == ':') {
            const QByteArrayView name = QByteArrayView(m_text).sliced(m_at + 1, end - m_at - 1);
            m_at = behindBlanks(next + 1);
            readMember(roleOfMember(name));
        } else if (next == m_text.size() || ends.contains(m_text.at(next))) {
            takeElement({m_at + 1, end, false, {}});
            m_at = end + 1;
        } else {
            ++m_at;
        }
    }

    [[nodiscard]] Role roleOfMember(QByteArrayView name)
    {
        static constexpr std::array ofNames{"name", "key", "header"};
        static constexpr std::array ofValues{"value", "values"};
        constexpr qsizetype longestName = 200;
        Role role = roleOfElement();
        if (!role.credential.isEmpty() || name.size() > longestName)
            return role;
        const QByteArray called = Unescaped(name).text();
        role.credential = namesCredentialMember(called) ? name : QByteArrayView();
        role.isOfPair = role.isOfPair || isOneOf(called, ofValues);
        role.namesHeader = isOneOf(called, ofNames);
        return role;
    }

    void readMember(const Role& role)
    {
        const char c = m_at < m_text.size() ? m_text.at(m_at) : '\0';
        if (c == '{' || c == '[') {
            open(role);
        } else if (c == '"') {
            const qsizetype end = endOfString(m_at + 1);
            take({m_at + 1, end, false, {}}, role);
            m_at = end + 1;
        } else if (isOfBareWord(c)) {
            readBare(role);
        }
    }

    /// A number, or what begins like one and is none: to leave a part of it would be no JSON either way.
    void readBare(const Role& role)
    {
        const auto begin = m_text.cbegin() + m_at;
        const qsizetype to = std::distance(m_text.cbegin(), std::find_if_not(begin, m_text.cend(), isOfBareWord));
        if (isBareNumber(*begin))
            take({m_at, to, true, {}}, {role.credential, false, false});
        m_at = to;
    }

    void takeElement(Value value)
    {
        const Role role = roleOfElement();
        const bool isOfList = top().isArray && role.credential.isEmpty();
        const QByteArrayView written = QByteArrayView(m_text).sliced(value.from, value.to - value.from);
        if (isOfList && top().commas == 0 && isHeaderOfCredential(written))
            top().header = written;
        else if (isOfList && top().commas == 1 && !top().header.isEmpty())
            m_undecided.push_back(value);
        else
            take(value, role);
    }

    void take(Value value, const Role& role)
    {
        const QByteArrayView written = QByteArrayView(m_text).sliced(value.from, value.to - value.from);
        value.name = !role.credential.isEmpty() ? role.credential : role.isOfPair ? top().header : QByteArrayView();
        if (!value.name.isEmpty())
            m_found.push_back(value);
        else if (role.isOfPair)
            m_undecided.push_back(value);
        else if (role.namesHeader && isHeaderOfCredential(written))
            decide(written);
    }

    /// What the pair of the innermost object or array is of.
    void decide(QByteArrayView header)
    {
        top().header = header;
        for (size_t i = top().firstUndecided; i < m_undecided.size(); ++i) {
            m_found.push_back(m_undecided[i]);
            m_found.back().name = header;
        }
        m_undecided.resize(top().firstUndecided);
    }

    void open(const Role& role)
    {
        constexpr size_t deepest = 1'000;
        const bool isArray = m_text.at(m_at++) == '[';
        if (m_containers.size() > deepest) {
            ++m_deeper;
            return;
        }
        const bool isKnown = role.isOfPair && !top().isArray && !top().header.isEmpty();
        const QByteArrayView credential = isKnown && role.credential.isEmpty() ? top().header : role.credential;
        m_containers.push_back({credential, role.isOfPair, isArray, {}, m_undecided.size(), 0});
    }

    void close()
    {
        ++m_at;
        if (m_deeper > 0) {
            --m_deeper;
            return;
        }
        if (top().isArray && top().commas == 1 && !top().header.isEmpty())
            decide(top().header);
        if (m_containers.size() == 1)
            return;
        if (!top().isOfPair) // else an object further out decides
            m_undecided.resize(top().firstUndecided);
        m_containers.pop_back();
    }

    const QByteArray& m_text;
    qsizetype m_at = 0;
    std::vector<Container> m_containers{Container{}};
    qsizetype m_deeper = 0;
    std::vector<Value> m_undecided;
    std::vector<Value> m_found;
};

} // namespace

void redactJsonMembers(QByteArray& text, QSet<QString>& found)
{
    if (!text.contains('"'))
        return;
    QByteArray out;
    qsizetype upTo = 0;
    for (const Value& value : MemberSearch(text).values()) {
        const QByteArrayView written = QByteArrayView(text).sliced(value.from, value.to - value.from);
        if (written.isEmpty() || written == QByteArrayView(redactedText))
            continue;
        const QByteArrayView mark(value.isNumber ? "\"" : "");
        out.append(text.mid(upTo, value.from - upTo)).append(mark).append(redactedText).append(mark);
        upTo = value.to;
        found.insert(toldName(Unescaped(value.name).text(), "_-.$ :/@#"));
    }
    if (upTo > 0)
        text = out + text.mid(upTo);
}

} // namespace kaunt
