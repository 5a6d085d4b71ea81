// SPDX-License-Identifier: MIT
#include "core/compare/jsoncomparison.h"

#include "core/compare/arrayalignment.h"
#include "core/compare/arraykeys.h"
#include "core/compare/jsonequality.h"
#include "core/compare/risingplaces.h"
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

/// Not ended within a surrogate pair.
QString beginningOf(const QString& text)
{
    const bool isWithin = text.size() > longestText && text.at(longestText - 1).isHighSurrogate();
    return text.left(isWithin ? longestText - 1 : longestText);
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
        const QString cut = text.isNull() ? QStringLiteral("") : beginningOf(text.mid(begin, longestText + 1));
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

/// As few as can be of those that both have: the others are in the order that they were in.
QSet<QString> movedKeys(const QStringList& before, const QStringList& after)
{
    QHash<QString, qsizetype> later;
    for (qsizetype place = 0; place < after.size(); ++place)
        later.insert(after.at(place), place);
    std::vector<PlacePair> common;
    QSet<QString> moved;
    for (qsizetype place = 0; place < before.size(); ++place) {
        const auto other = later.constFind(before.at(place));
        if (other == later.cend())
            continue;
        common.push_back({place, *other});
        moved.insert(before.at(place));
    }
    for (const PlacePair& inOrder : risingPlaces(common))
        moved.remove(before.at(inOrder.before));
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
            addOf(Kind::TypeChanged, path, before, after);
        else if (before.isObject())
            compareObjects(path, before, after);
        else if (before.isArray())
            compareArrays(path, before, after);
        else if (before.boolean != after.boolean)
            addOf(Kind::Changed, path, before, after);
        else if (before.text != after.text)
            addChanged(path, before, after);
    }

    [[nodiscard]] JsonComparison takeResult() { return std::move(m_result); }

private:
    static QString textOf(const JsonValue& value, QByteArrayView source)
    {
        if (value.isString())
            return value.text.isNull() ? QStringLiteral("") : beginningOf(value.text);
        // More bytes than these letters take, so that none of them is half a one.
        return beginningOf(QString::fromUtf8(source.sliced(value.offset, std::min(value.length, 4 * longestText))));
    }

    void add(const JsonDifference& difference)
    {
        if (m_result.differences.size() == m_most)
            m_result.isCut = true;
        else
            m_result.differences.append(difference);
    }
    void addOf(Kind kind, const QString& path, const JsonValue& before, const JsonValue& after)
    {
        add({kind, path, textOf(before, m_beforeSource), textOf(after, m_afterSource), before.type, after.type});
    }
    void addAdded(const QString& path, const JsonValue& value)
    {
        add({Kind::Added, path, {}, textOf(value, m_afterSource), {}, value.type});
    }
    void addRemoved(const QString& path, const JsonValue& value)
    {
        add({Kind::Removed, path, textOf(value, m_beforeSource), {}, value.type, {}});
    }
    void addMoved(const QString& path, qsizetype before, qsizetype after)
    {
        constexpr auto place = JsonValue::Type::Number;
        add({Kind::Moved, path, jsonPathStep(before), jsonPathStep(after), place, place});
    }
    void addChanged(const QString& path, const JsonValue& before, const JsonValue& after)
    {
        const auto [earlier, later] = differingParts(before.text, after.text);
        add({Kind::Changed, path, earlier, later, before.type, after.type});
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
                addMoved(step(element), place, *other);
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
        const auto at = [](const JsonValue& array, qsizetype place) -> const JsonValue& {
            return array.elements[static_cast<size_t>(place)];
        };
        for (const ArrayStep& step : alignArrays(before, after, m_equality)) {
            if (m_result.isCut || m_stop.stop_requested())
                return;
            if (step.after < 0)
                addRemoved(path + jsonPathStep(step.before), at(before, step.before));
            else if (step.before < 0)
                addAdded(path + jsonPathStep(step.after), at(after, step.after));
            else if (step.isMoved)
                addMoved(path + jsonPathStep(step.before), step.before, step.after);
            else if (!step.isSame)
                compare(path + stepOf(step), at(before, step.before), at(after, step.after));
        }
    }
    static QString stepOf(const ArrayStep& step)
    {
        return step.before == step.after ? jsonPathStep(step.before)
                                         : QStringLiteral("[%1→%2]").arg(step.before).arg(step.after);
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
