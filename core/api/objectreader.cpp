// SPDX-License-Identifier: MIT
#include "core/api/objectreader.h"

#include "core/webhook/doctor/jsonprinter.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace kaunt {

namespace {

constexpr qsizetype maxUnknown = 200;

bool isText(const JsonValue& value)
{
    return value.isString() || value.isNumber();
}

/// 1, "1" and 1.0, but neither null nor 1.5.
std::optional<int> wholeNumber(const JsonValue& value)
{
    bool isNumber = false;
    const double number = isText(value) ? value.text.toDouble(&isNumber) : 0;
    const bool isWhole =
        isNumber && number >= 0 && number <= std::numeric_limits<int>::max() && number == std::floor(number);
    return isWhole ? std::optional(static_cast<int>(number)) : std::nullopt;
}

} // namespace

QString scalarText(const JsonValue& value)
{
    switch (value.type) {
    case JsonValue::Type::Null:
        return QStringLiteral("null");
    case JsonValue::Type::Bool:
        return value.boolean ? QStringLiteral("true") : QStringLiteral("false");
    case JsonValue::Type::Number:
    case JsonValue::Type::String:
        return value.text;
    case JsonValue::Type::Array:
    case JsonValue::Type::Object:
        break;
    }
    return {};
}

QString shownText(const JsonValue& value)
{
    constexpr qsizetype fewBytes = 1'000; // in the source
    const bool isScalar = !value.isObject() && !value.isArray();
    if (isScalar || value.length > fewBytes)
        return scalarText(value);
    return QString::fromUtf8(printJson(value, {}));
}

ObjectReader::ObjectReader(const JsonValue* object, const QString& path, QList<UnknownField>& unknown)
    : m_object(object && object->isObject() ? object : nullptr)
    , m_path(path)
    , m_unknown(unknown)
{
}

ObjectReader::~ObjectReader()
{
    if (!m_object)
        return;
    for (const JsonMember& member : m_object->members) {
        if (!m_known.contains(member.key.toLower()))
            addUnknown(pathOf(member.key), shownText(member.value));
    }
}

QString ObjectReader::pathOf(QStringView name) const
{
    return m_path.isEmpty() ? name.toString() : m_path + u'.' + name.toString();
}

QString ObjectReader::elementPath(QStringView name, size_t index) const
{
    return QStringLiteral("%1[%2]").arg(pathOf(name)).arg(index);
}

void ObjectReader::addUnknown(const QString& path, const QString& text)
{
    if (m_unknown.size() < maxUnknown)
        m_unknown.append({path, text});
}

const JsonMember* ObjectReader::member(std::initializer_list<QStringView> names, Accept accept)
{
    if (!m_object)
        return nullptr;
    const std::vector<JsonMember>& members = m_object->members;
    const JsonMember* found = nullptr;
    for (const QStringView name : names) {
        const auto each = std::find_if(members.rbegin(), members.rend(), [name](const JsonMember& one) {
            return QStringView(one.key).compare(name, Qt::CaseInsensitive) == 0;
        });
        if (each == members.rend())
            continue;
        const bool isTaken = !found && accept(each->value);
        if (isTaken)
            found = &*each;
        if (isTaken || each->value.isNull())
            m_known.insert(each->key.toLower());
    }
    return found;
}

QString ObjectReader::text(std::initializer_list<QStringView> names)
{
    const JsonMember* found = member(names, isText);
    return found ? found->value.text : QString();
}

std::optional<bool> ObjectReader::boolean(QStringView name)
{
    const JsonMember* found =
        member({name}, [](const JsonValue& value) { return value.type == JsonValue::Type::Bool; });
    return found ? std::optional(found->value.boolean) : std::nullopt;
}

int ObjectReader::number(QStringView name)
{
    const JsonMember* found = member({name}, [](const JsonValue& value) { return wholeNumber(value).has_value(); });
    return found ? wholeNumber(found->value).value_or(0) : 0;
}

bool ObjectReader::isNumber(QStringView name)
{
    const JsonMember* found = member({name}, isText);
    return found && found->value.isNumber();
}

const JsonValue* ObjectReader::object(QStringView name)
{
    const JsonMember* found = member({name}, [](const JsonValue& value) { return value.isObject(); });
    return found ? &found->value : nullptr;
}

QStringList ObjectReader::texts(QStringView name)
{
    QStringList texts;
    const JsonMember* array = member({name}, isArray);
    for (size_t i = 0; array && i < array->value.elements.size(); ++i) {
        const JsonValue& element = array->value.elements[i];
        texts.append(isText(element) ? element.text : QString());
        if (!isText(element) && !element.isNull())
            addUnknown(elementPath(array->key, i), shownText(element));
    }
    return texts;
}

QList<int> ObjectReader::indexes(QStringView name)
{
    QList<int> indexes;
    const JsonMember* array = member({name}, isArray);
    for (size_t i = 0; array && i < array->value.elements.size(); ++i) {
        if (const auto index = wholeNumber(array->value.elements[i]))
            indexes.append(*index);
        else
            addUnknown(elementPath(array->key, i), shownText(array->value.elements[i]));
    }
    return indexes;
}

void ObjectReader::acceptNull(std::initializer_list<QStringView> names)
{
    for (const QStringView name : names)
        member({name}, [](const JsonValue&) { return false; });
}

void ObjectReader::ignore(std::initializer_list<QStringView> names)
{
    for (const QStringView name : names)
        m_known.insert(name.toString().toLower());
}

} // namespace kaunt
