// SPDX-License-Identifier: MIT
#include "core/api/objectreader.h"

namespace kaunt {

namespace {

constexpr qsizetype maxUnknown = 200;

} // namespace

ObjectReader::ObjectReader(const JsonValue* object, const QString& path, QStringList& unknown)
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
        if (m_unknown.size() < maxUnknown && !m_asked.contains(member.key.toLower()))
            m_unknown.append(pathOf(member.key));
    }
}

QString ObjectReader::pathOf(QStringView name) const
{
    return m_path.isEmpty() ? name.toString() : m_path + u'.' + name.toString();
}

const JsonValue* ObjectReader::find(QStringView name)
{
    m_asked.insert(name.toString().toLower());
    if (!m_object)
        return nullptr;
    for (auto member = m_object->members.rbegin(); member != m_object->members.rend(); ++member) {
        if (QStringView(member->key).compare(name, Qt::CaseInsensitive) == 0)
            return member->value.isNull() ? nullptr : &member->value;
    }
    return nullptr;
}

QString ObjectReader::text(std::initializer_list<QStringView> names)
{
    QString found;
    for (const QStringView name : names) {
        const JsonValue* value = find(name);
        if (found.isNull() && value && (value->isString() || value->isNumber()))
            found = value->text;
    }
    return found;
}

std::optional<bool> ObjectReader::boolean(QStringView name)
{
    const JsonValue* value = find(name);
    if (!value || value->type != JsonValue::Type::Bool)
        return std::nullopt;
    return value->boolean;
}

int ObjectReader::number(QStringView name)
{
    return text(name).toInt();
}

const JsonValue* ObjectReader::child(std::initializer_list<QStringView> names)
{
    const JsonValue* found = nullptr;
    for (const QStringView name : names) {
        const JsonValue* value = find(name);
        if (!found && value && (value->isObject() || value->isArray()))
            found = value;
    }
    return found;
}

void ObjectReader::ignore(std::initializer_list<QStringView> names)
{
    for (const QStringView name : names)
        m_asked.insert(name.toString().toLower());
}

} // namespace kaunt
