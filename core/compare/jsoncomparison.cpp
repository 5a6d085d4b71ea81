// SPDX-License-Identifier: MIT
#include "core/compare/jsoncomparison.h"

#include "core/compare/arraykeys.h"
#include "core/webhook/jsonpath.h"

#include <QHash>

#include <algorithm>

namespace kaunt {

namespace {

using Kind = JsonDifference::Kind;

/// The values of an object by key and by how many of that key came before.
QHash<std::pair<QString, int>, const JsonValue*> membersOf(const JsonValue& object)
{
    QHash<std::pair<QString, int>, const JsonValue*> members;
    QHash<QString, int> counts;
    for (const JsonMember& member : object.members)
        members.insert({member.key, counts[member.key]++}, &member.value);
    return members;
}

/// Recursion is bounded by the depth that parseJson() allows.
class Comparer {
public:
    Comparer(QByteArrayView beforeSource, QByteArrayView afterSource, qsizetype most)
        : m_beforeSource(beforeSource)
        , m_afterSource(afterSource)
        , m_most(most)
    {
    }

    void compare(const QString& path, const JsonValue& before, const JsonValue& after)
    {
        if (m_result.isCut)
            return;
        if (before.type != after.type)
            add({Kind::TypeChanged, path, textOf(before, m_beforeSource), textOf(after, m_afterSource)});
        else if (before.isObject())
            compareObjects(path, before, after);
        else if (before.isArray())
            compareArrays(path, before, after);
        else if (before.text != after.text || before.boolean != after.boolean)
            add({Kind::Changed, path, textOf(before, m_beforeSource), textOf(after, m_afterSource)});
    }

    [[nodiscard]] JsonComparison takeResult() { return std::move(m_result); }

private:
    static QString textOf(const JsonValue& value, QByteArrayView source)
    {
        constexpr qsizetype longest = 10'000;
        if (value.isString())
            return value.text.isNull() ? QStringLiteral("") : value.text.first(std::min(value.text.size(), longest));
        return QString::fromUtf8(source.sliced(value.offset, std::min(value.length, longest)));
    }

    void add(const JsonDifference& difference)
    {
        if (m_result.differences.size() == m_most)
            m_result.isCut = true;
        else
            m_result.differences.append(difference);
    }
    void addAdded(const QString& path, const JsonValue& value)
    {
        add({Kind::Added, path, {}, textOf(value, m_afterSource)});
    }
    void addRemoved(const QString& path, const JsonValue& value)
    {
        add({Kind::Removed, path, textOf(value, m_beforeSource), {}});
    }

    void compareObjects(const QString& path, const JsonValue& before, const JsonValue& after)
    {
        auto later = membersOf(after);
        QHash<QString, int> counts;
        for (const JsonMember& member : before.members) {
            const QString step = path + jsonPathStep(member.key);
            if (const JsonValue* other = later.take({member.key, counts[member.key]++}))
                compare(step, member.value, *other);
            else
                addRemoved(step, member.value);
        }
        counts.clear();
        for (const JsonMember& member : after.members) {
            if (later.contains({member.key, counts[member.key]++}))
                addAdded(path + jsonPathStep(member.key), member.value);
        }
    }

    void compareArrays(const QString& path, const JsonValue& before, const JsonValue& after)
    {
        const QString key = commonArrayKey(before, after);
        if (key.isNull())
            compareByPlace(path, before, after);
        else
            compareByKey(path, key, before, after);
    }

    void compareByKey(const QString& path, const QString& key, const JsonValue& before, const JsonValue& after)
    {
        const auto step = [&](const JsonValue& element) {
            const JsonValue* value = element.find(key);
            return QStringLiteral("%1[?@%2==%3]")
                .arg(path, jsonPathStep(key), value->isString() ? jsonPathQuoted(value->text) : value->text);
        };
        QHash<QString, const JsonValue*> later;
        for (const JsonValue& element : after.elements)
            later.insert(element.find(key)->text, &element);
        for (const JsonValue& element : before.elements) {
            if (const JsonValue* other = later.take(element.find(key)->text))
                compare(step(element), element, *other);
            else
                addRemoved(step(element), element);
        }
        for (const JsonValue& element : after.elements) {
            if (later.contains(element.find(key)->text))
                addAdded(step(element), element);
        }
    }

    [[nodiscard]] bool isSame(const JsonValue& before, const JsonValue& after) const
    {
        Comparer comparer(m_beforeSource, m_afterSource, 0);
        comparer.compare({}, before, after);
        return !comparer.m_result.isCut;
    }

    void compareByPlace(const QString& path, const JsonValue& before, const JsonValue& after)
    {
        const auto earlier = before.elements.size();
        const auto later = after.elements.size();
        size_t begin = 0;
        while (begin < std::min(earlier, later) && isSame(before.elements[begin], after.elements[begin]))
            ++begin;
        size_t end = 0;
        while (end < std::min(earlier, later) - begin &&
               isSame(before.elements[earlier - 1 - end], after.elements[later - 1 - end]))
            ++end;
        for (size_t place = begin; place < std::max(earlier, later) - end && !m_result.isCut; ++place) {
            const QString step = path + jsonPathStep(static_cast<qsizetype>(place));
            if (place >= later - end)
                addRemoved(step, before.elements[place]);
            else if (place >= earlier - end)
                addAdded(step, after.elements[place]);
            else
                compare(step, before.elements[place], after.elements[place]);
        }
    }

    QByteArrayView m_beforeSource;
    QByteArrayView m_afterSource;
    qsizetype m_most;
    JsonComparison m_result;
};

} // namespace

JsonComparison compareJson(const JsonValue& before, QByteArrayView beforeSource, const JsonValue& after,
                           QByteArrayView afterSource, qsizetype most)
{
    Comparer comparer(beforeSource, afterSource, most);
    comparer.compare(QStringLiteral("$"), before, after);
    return comparer.takeResult();
}

} // namespace kaunt
