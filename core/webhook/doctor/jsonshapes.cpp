// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/jsonshapes.h"

#include "core/webhook/doctor/jsonnumbers.h"
#include "core/webhook/doctor/jsonprinter.h"
#include "core/webhook/doctor/textforms.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <functional>

namespace kaunt {

namespace {

using Change = std::function<void(JsonValue&)>;

/// In the order in which Kaunt documents them.
const QStringList& documentedFields()
{
    static const QStringList fields{
        QStringLiteral("Id"),          QStringLiteral("Url"),           QStringLiteral("TenantId"),
        QStringLiteral("CompanyName"), QStringLiteral("CorrelationId"), QStringLiteral("EventType")};
    return fields;
}

/// Of each value within, the inner ones first.
void changeValues(JsonValue& value, const Change& change)
{
    for (JsonMember& member : value.members)
        changeValues(member.value, change);
    for (JsonValue& element : value.elements)
        changeValues(element, change);
    change(value);
}

void changeObjects(JsonValue& value, const std::function<void(std::vector<JsonMember>&)>& change)
{
    changeValues(value, [&change](JsonValue& each) {
        if (each.isObject())
            change(each.members);
    });
}

Change renaming(QString (*rename)(const QString&))
{
    return [rename](JsonValue& value) {
        changeObjects(value, [rename](std::vector<JsonMember>& members) {
            for (JsonMember& member : members)
                member.key = rename(member.key);
        });
    };
}

Change sorting(bool (*less)(const JsonMember&, const JsonMember&))
{
    return [less](JsonValue& value) {
        changeObjects(value, [less](std::vector<JsonMember>& members) {
            std::stable_sort(members.begin(), members.end(), less);
        });
    };
}

/// As .NET's camel case: "Id" and "ID" become "id", "URLPath" becomes "urlPath".
QString camelCase(const QString& name)
{
    QString camel = name;
    for (qsizetype i = 0; i < camel.size() && camel[i].isUpper(); ++i) {
        if (i > 0 && i + 1 < camel.size() && !camel[i + 1].isUpper())
            break;
        camel[i] = camel[i].toLower();
    }
    return camel;
}

QString pascalCase(const QString& name)
{
    return name.left(1).toUpper() + name.mid(1);
}

QString snakeCase(const QString& name)
{
    QString snake;
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (name[i].isUpper() && i > 0 && !name[i - 1].isUpper())
            snake.append(u'_');
        snake.append(name[i].toLower());
    }
    return snake;
}

QString lowerCase(const QString& name)
{
    return name.toLower();
}

/// As Kaunt writes them, of names that lost their case or got underscores.
QString documentedCase(const QString& name)
{
    const QString plain = QString(name).remove(u'_');
    const auto found =
        std::find_if(documentedFields().cbegin(), documentedFields().cend(),
                     [&plain](const QString& field) { return field.compare(plain, Qt::CaseInsensitive) == 0; });
    return found == documentedFields().cend() ? name : *found;
}

QString upperCase(const QString& name)
{
    return name.toUpper();
}

QString withoutDashes(const QString& text)
{
    return QString(text).remove(u'-');
}

qsizetype documentedPlace(const JsonMember& member)
{
    const qsizetype found = documentedFields().indexOf(pascalCase(member.key));
    return found < 0 ? documentedFields().size() : found;
}

bool isBefore(const JsonMember& a, const JsonMember& b)
{
    return a.key < b.key;
}

bool isBeforeIgnoringCase(const JsonMember& a, const JsonMember& b)
{
    return QString::compare(a.key, b.key, Qt::CaseInsensitive) < 0;
}

/// As PostgreSQL's jsonb keeps them.
bool isShorter(const JsonMember& a, const JsonMember& b)
{
    return a.key.size() != b.key.size() ? a.key.size() < b.key.size() : a.key < b.key;
}

/// As Java's HashMap keeps Kaunt's members: by the hashes of their names.
qsizetype placeInHashMap(const JsonMember& member)
{
    static const QStringList order{QStringLiteral("CompanyName"),   QStringLiteral("TenantId"),
                                   QStringLiteral("EventType"),     QStringLiteral("Id"),
                                   QStringLiteral("CorrelationId"), QStringLiteral("Url")};
    const qsizetype found = order.indexOf(member.key);
    return found < 0 ? order.size() : found;
}

bool isHashedBefore(const JsonMember& a, const JsonMember& b)
{
    return placeInHashMap(a) < placeInHashMap(b);
}

/// As frameworks for forms do, which know no null or nothing empty.
void emptyNulls(JsonValue& value)
{
    changeValues(value, [](JsonValue& each) {
        if (each.isNull())
            each.type = JsonValue::Type::String;
    });
}

void nullEmpties(JsonValue& value)
{
    changeValues(value, [](JsonValue& each) {
        if (each.isString() && each.text.isEmpty())
            each.type = JsonValue::Type::Null;
    });
}

bool isDocumentedBefore(const JsonMember& a, const JsonMember& b)
{
    return documentedPlace(a) < documentedPlace(b);
}

void reverseMembers(JsonValue& value)
{
    changeObjects(value, [](std::vector<JsonMember>& members) { std::reverse(members.begin(), members.end()); });
}

void dropNulls(JsonValue& value)
{
    changeObjects(value, [](std::vector<JsonMember>& members) {
        members.erase(std::remove_if(members.begin(), members.end(),
                                     [](const JsonMember& member) { return member.value.isNull(); }),
                      members.end());
    });
}

bool isUnknown(const JsonMember& member)
{
    return documentedPlace(member) == documentedFields().size();
}

void dropUnknown(JsonValue& value)
{
    std::vector<JsonMember>& members = value.members;
    members.erase(std::remove_if(members.begin(), members.end(), isUnknown), members.end());
}

void addDocumented(JsonValue& value)
{
    if (!value.isObject() || value.members.empty())
        return;
    for (const QString& field : documentedFields()) {
        if (!value.find(field))
            value.members.push_back({field, JsonValue()});
    }
    std::stable_sort(value.members.begin(), value.members.end(), isDocumentedBefore);
}

/// As a dictionary keeps them: the first one's place, the last one's value.
void keepLastDuplicates(JsonValue& value)
{
    changeObjects(value, [](std::vector<JsonMember>& members) {
        std::vector<JsonMember> kept;
        QHash<QString, size_t> places;
        for (JsonMember& member : members) {
            const auto same = places.constFind(member.key);
            if (same != places.constEnd()) {
                kept[*same].value = std::move(member.value);
                continue;
            }
            places.insert(member.key, kept.size());
            kept.push_back(std::move(member));
        }
        members = std::move(kept);
    });
}

/// As a program prints them that read them into a type of its own.
Change printingGuids(QString (*print)(const QString&))
{
    return [print](JsonValue& value) {
        changeValues(value, [print](JsonValue& each) {
            if (each.isString() && textforms::isUuid(each.text))
                each.text = print(each.text);
        });
    };
}

struct NamedChange {
    const char* name;
    Change apply;
};

/// Of each kind at most one is made; in the order in which a program makes them.
const std::vector<std::vector<NamedChange>>& changeKinds()
{
    static const std::vector<std::vector<NamedChange>> kinds{
        {{"last-duplicates", keepLastDuplicates}},
        // What could be either is what nobody signed, before it is the printing of one who leaves nulls out.
        {{withoutUnknown.data(), dropUnknown},
         {"without-nulls", dropNulls},
         {"with-nulls", addDocumented},
         {"empty-nulls", emptyNulls},
         {"null-empties", nullEmpties}},
        {{"numbers", [](JsonValue& value) { changeValues(value, printAsJavaScript); }},
         {"floats", [](JsonValue& value) { changeValues(value, printAsPython); }}},
        {{"guids-lower", printingGuids(lowerCase)},
         {"guids-upper", printingGuids(upperCase)},
         {"guids-undashed", printingGuids(withoutDashes)}},
        {{"camel-case", renaming(camelCase)},
         {"pascal-case", renaming(pascalCase)},
         {"documented-case", renaming(documentedCase)},
         {"snake-case", renaming(snakeCase)},
         {"lower-case", renaming(lowerCase)},
         {"upper-case", renaming(upperCase)}},
        {{"sorted", sorting(isBefore)},
         {"sorted-ignoring-case", sorting(isBeforeIgnoringCase)},
         {"documented-order", sorting(isDocumentedBefore)},
         {"sorted-by-length", sorting(isShorter)},
         {"reversed", reverseMembers},
         {"hash-order", sorting(isHashedBefore)}}};
    return kinds;
}

/// One step of a program that reads an object into a map, as Go does, jq -S, and Python with sort_keys.
void addSortedNumbers(const JsonValue& value, const QSet<QByteArray>& seen, std::vector<JsonShape>& shapes)
{
    for (const NamedChange& change :
         {NamedChange{"numbers", printAsJavaScript}, NamedChange{"floats", printAsPython}}) {
        JsonShape shape{value, {QLatin1String(change.name), QStringLiteral("sorted")}};
        changeValues(shape.value, change.apply);
        sorting(isBefore)(shape.value);
        if (!seen.contains(printJson(shape.value, {})))
            shapes.push_back(std::move(shape));
    }
}

} // namespace

QStringList unknownMembers(const JsonValue& value)
{
    constexpr qsizetype mostNames = 8;
    constexpr qsizetype longestName = 120;
    QStringList names;
    for (const JsonMember& member : value.members) {
        if (names.size() < mostNames && isUnknown(member))
            names.append(member.key.left(longestName));
    }
    return names;
}

std::vector<JsonShape> jsonShapes(const JsonValue& value, int most)
{
    struct Step {
        JsonShape shape;
        size_t nextKind = 0;
    };
    QSet<QByteArray> seen{printJson(value, {})};
    std::vector<Step> steps;
    steps.push_back({{value, {}}, 0});
    // Level by level: with one change all before any with two. What is changed last is the likeliest alone.
    for (size_t i = 0; i < steps.size(); ++i) {
        for (size_t kind = changeKinds().size(); kind-- > steps[i].nextKind;) {
            for (const NamedChange& change : changeKinds()[kind]) {
                if (static_cast<int>(steps.size()) >= most)
                    break;
                JsonShape shape = steps[i].shape;
                change.apply(shape.value);
                const QByteArray printed = printJson(shape.value, {});
                if (seen.contains(printed))
                    continue;
                seen.insert(printed);
                shape.changes.append(QString::fromLatin1(change.name));
                steps.push_back({std::move(shape), kind + 1});
            }
        }
    }
    std::vector<JsonShape> shapes;
    shapes.reserve(steps.size() + 2);
    for (Step& step : steps)
        shapes.push_back(std::move(step.shape));
    if (most > 1)
        addSortedNumbers(value, seen, shapes);
    return shapes;
}

} // namespace kaunt
