// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/memberstrings.h"

#include <algorithm>
#include <array>
#include <vector>

namespace kaunt {

namespace {

constexpr size_t mostMembersSigned = 24;

struct NamedValue {
    QByteArray name;
    QByteArray value;
};

/// Nothing where one is an object or an array.
std::vector<NamedValue> namedValues(const JsonValue& object)
{
    std::vector<NamedValue> named;
    for (const JsonMember& member : object.members) {
        const JsonValue& value = member.value;
        if (value.isObject() || value.isArray())
            return {};
        const bool isTruth = value.type == JsonValue::Type::Bool;
        named.push_back(
            {member.key.toUtf8(), isTruth ? QByteArray(value.boolean ? "true" : "false") : value.text.toUtf8()});
    }
    return named;
}

QByteArray membersJoined(const std::vector<NamedValue>& named, const char* equals, const char* between)
{
    QByteArray text;
    for (const NamedValue& each : named) {
        if (&each != &named.front())
            text += between;
        text += (equals ? each.name + equals : QByteArray()) + each.value;
    }
    return text;
}

class MemberStrings {
public:
    MemberStrings(const Form& source, const SignedContext& context, const FormSink& sink)
        : m_source(source)
        , m_addresses(addressesOf(context))
        , m_sink(sink)
    {
    }

    bool offerJoined(const std::vector<NamedValue>& named, const QString& order)
    {
        for (const char* between : {"", ":", "|", ".", ",", "&", "\n", ";"}) {
            if (!offer(membersJoined(named, nullptr, between), order + formOf(between)))
                return false;
        }
        return offer(membersJoined(named, "=", "&"), order + QStringLiteral("name=value&…")) &&
               offer(membersJoined(named, "=", "\n"), order + QStringLiteral("name=value\\n…")) &&
               offer(membersJoined(named, ":", "\n"), order + QStringLiteral("name:value\\n…")) &&
               offerNamed(membersJoined(named, "", ""), order + QStringLiteral("name+value…"));
    }

    /// With an address in front, too.
    bool offerNamed(const QByteArray& text, const QString& form)
    {
        return offer(text, form) &&
               std::all_of(m_addresses.cbegin(), m_addresses.cend(), [&](const RequestAddress& address) {
                   return offer(address.value + text, address.name + u'+' + form);
               });
    }

    bool offer(const QByteArray& text, const QString& form)
    {
        return m_sink(m_source.next(text, {QStringLiteral("signed-string"), {}, {form}}));
    }

private:
    static QString formOf(const char* between)
    {
        const QString mark = *between == '\n' ? QStringLiteral("\\n") : QLatin1String(between);
        return QStringLiteral("value%1value…").arg(mark.isEmpty() ? QStringLiteral("+") : mark);
    }

    const Form& m_source;
    const QList<RequestAddress> m_addresses;
    const FormSink& m_sink;
};

} // namespace

bool offerMemberStrings(const Form& source, const JsonValue& value, const SignedContext& context, const FormSink& sink)
{
    std::vector<NamedValue> named = namedValues(value);
    if (named.empty() || named.size() > mostMembersSigned)
        return true;
    MemberStrings strings(source, context, sink);
    for (const NamedValue& each : named) {
        if (!each.value.isEmpty() && !strings.offer(each.value, QString::fromUtf8(each.name)))
            return false;
    }
    if (!strings.offerJoined(named, {}))
        return false;
    std::sort(named.begin(), named.end(), [](const NamedValue& a, const NamedValue& b) { return a.name < b.name; });
    return strings.offerJoined(named, QStringLiteral("sorted "));
}

} // namespace kaunt
