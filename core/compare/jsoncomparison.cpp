// SPDX-License-Identifier: MIT
#include "core/compare/jsoncomparison.h"

#include "core/compare/arraykeys.h"
#include "core/compare/jsonequality.h"
#include "core/webhook/jsonpath.h"

#include <QHash>
#include <QSet>
#include <QStringList>

#include <algorithm>

namespace kaunt {

namespace {

using Kind = JsonDifference::Kind;

constexpr qsizetype longestText = 10'000;

/// The values of an object by key and by how many of that key came before.
QHash<std::pair<QString, int>, const JsonValue*> membersOf(const JsonValue& object)
{
    QHash<std::pair<QString, int>, const JsonValue*> members;
    QHash<QString, int> counts;
    for (const JsonMember& member : object.members)
        members.insert({member.key, counts[member.key]++}, &member.value);
    return members;
}

/// Two texts, each cut so that it shows where they begin to differ.
std::pair<QString, QString> differingParts(const QString& before, const QString& after)
{
    constexpr qsizetype keptOfShared = 100;
    const qsizetype shared =
        std::mismatch(before.cbegin(), before.cend(), after.cbegin(), after.cend()).first - before.cbegin();
    qsizetype begin = shared < longestText - keptOfShared ? 0 : shared - keptOfShared;
    if (begin > 0 && before.at(begin).isLowSurrogate())
        --begin;
    const auto part = [begin](const QString& text) -> QString {
        const QString cut = text.isNull() ? QStringLiteral("") : text.mid(begin, longestText);
        return begin > 0 ? u'…' + cut : cut;
    };
    return {part(before), part(after)};
}

QStringList keysOf(const JsonValue& array, const QString& key)
{
    QStringList keys;
    for (const JsonValue& element : array.elements)
        keys.append(element.find(key)->text);
    return keys;
}

/// Those that both have, at another place among these.
QSet<QString> movedKeys(const QStringList& before, const QStringList& after)
{
    const QSet<QString> earlier(before.cbegin(), before.cend());
    const QSet<QString> later(after.cbegin(), after.cend());
    QSet<QString> moved;
    auto other = after.cbegin();
    for (const QString& key : before) {
        if (!later.contains(key))
            continue;
        while (!earlier.contains(*other))
            ++other;
        if (*other++ != key)
            moved.insert(key);
    }
    return moved;
}

/// Recursion is bounded by the depth that parseJson() allows.
class Comparer {
public:
    Comparer(QByteArrayView beforeSource, QByteArrayView afterSource, const JsonEquality& equality, qsizetype most,
             const std::stop_token& stop)
        : m_beforeSource(beforeSource)
        , m_afterSource(afterSource)
        , m_equality(equality)
        , m_most(most)
        , m_stop(stop)
    {
    }

    void compare(const QString& path, const JsonValue& before, const JsonValue& after)
    {
        if (m_result.isCut || m_stop.stop_requested())
            return;
        if (before.type != after.type)
            add({Kind::TypeChanged, path, textOf(before, m_beforeSource), textOf(after, m_afterSource)});
        else if (before.isObject())
            compareObjects(path, before, after);
        else if (before.isArray())
            compareArrays(path, before, after);
        else if (before.boolean != after.boolean)
            add({Kind::Changed, path, textOf(before, m_beforeSource), textOf(after, m_afterSource)});
        else if (before.text != after.text)
            addChanged(path, before.text, after.text);
    }

    [[nodiscard]] JsonComparison takeResult() { return std::move(m_result); }

private:
    static QString textOf(const JsonValue& value, QByteArrayView source)
    {
        if (value.isString())
            return value.text.isNull() ? QStringLiteral("")
                                       : value.text.first(std::min(value.text.size(), longestText));
        return QString::fromUtf8(source.sliced(value.offset, std::min(value.length, longestText)));
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
    void addChanged(const QString& path, const QString& before, const QString& after)
    {
        const auto [earlier, later] = differingParts(before, after);
        add({Kind::Changed, path, earlier, later});
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
        const QStringList earlier = keysOf(before, key);
        const QStringList later = keysOf(after, key);
        const QSet<QString> moved = movedKeys(earlier, later);
        QHash<QString, qsizetype> unmatched; ///< places in the later one
        for (qsizetype place = 0; place < later.size(); ++place)
            unmatched.insert(later.at(place), place);
        for (qsizetype place = 0; place < earlier.size(); ++place) {
            const JsonValue& element = before.elements[static_cast<size_t>(place)];
            const auto other = unmatched.constFind(earlier.at(place));
            if (other == unmatched.cend()) {
                addRemoved(step(element), element);
                continue;
            }
            if (moved.contains(earlier.at(place)))
                add({Kind::Moved, step(element), jsonPathStep(place), jsonPathStep(*other)});
            compare(step(element), element, after.elements[static_cast<size_t>(*other)]);
            unmatched.erase(other);
        }
        for (qsizetype place = 0; place < later.size(); ++place) {
            const JsonValue& element = after.elements[static_cast<size_t>(place)];
            if (unmatched.contains(later.at(place)))
                addAdded(step(element), element);
        }
    }

    void compareByPlace(const QString& path, const JsonValue& before, const JsonValue& after)
    {
        const auto earlier = before.elements.size();
        const auto later = after.elements.size();
        size_t begin = 0;
        while (begin < std::min(earlier, later) && m_equality.isSame(before.elements[begin], after.elements[begin]))
            ++begin;
        size_t end = 0;
        while (end < std::min(earlier, later) - begin &&
               m_equality.isSame(before.elements[earlier - 1 - end], after.elements[later - 1 - end]))
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
    const JsonEquality& m_equality;
    qsizetype m_most;
    const std::stop_token& m_stop;
    JsonComparison m_result;
};

} // namespace

JsonComparison compareJson(const JsonValue& before, QByteArrayView beforeSource, const JsonValue& after,
                           QByteArrayView afterSource, const std::stop_token& stop, qsizetype most)
{
    const JsonEquality equality(before, after, stop);
    Comparer comparer(beforeSource, afterSource, equality, most, stop);
    comparer.compare(QStringLiteral("$"), before, after);
    return comparer.takeResult();
}

} // namespace kaunt
