// SPDX-License-Identifier: MIT
#include "core/storage/seenvalues.h"

#include "core/storage/logstatement.h"
#include "core/storage/payloadfield.h"
#include "core/webhook/jsonpath.h"
#include "core/webhook/jsonvalue.h"

#include <limits>

namespace kaunt {

namespace {

using Field = FilterExpression::Field;

/// What is longer can't be chosen from a list.
constexpr int longestValue = 200;

struct Source {
    QString table;
    QString column;
};

Source sourceOf(Field field)
{
    const QString events = QStringLiteral("events");
    switch (field) {
    case Field::Type:
        return {events, QStringLiteral("type")};
    case Field::Company:
        return {events, QStringLiteral("company")};
    case Field::Tenant:
        return {events, QStringLiteral("tenant")};
    case Field::Id:
        return {events, QStringLiteral("id")};
    case Field::Correlation:
        return {events, QStringLiteral("correlation")};
    case Field::Endpoint:
        return {QStringLiteral("deliveries"), QStringLiteral("endpoint")};
    case Field::Peer:
        return {QStringLiteral("deliveries"), QStringLiteral("peer")};
    case Field::Status:
        return {QStringLiteral("deliveries"), QStringLiteral("status")};
    default:
        return {};
    }
}

/// What of the latest payloads could be meant by what is written of a `field:`.
class PayloadFields {
public:
    explicit PayloadFields(const QString& part)
        : m_part(part)
        , m_written(payloadFieldFrom(part))
    {
    }

    void add(const QByteArray& body)
    {
        const auto json = parseJson(body);
        if (json)
            walk(*json, body, QStringLiteral("$"));
    }
    [[nodiscard]] const QStringList& found() const { return m_found; }
    [[nodiscard]] bool isEnough() const { return m_found.size() >= mostSeenValues; }

private:
    /// Recursion is bounded by the depth that parseJson() allows.
    void walk(const JsonValue& value, QByteArrayView source, const QString& path)
    {
        for (const JsonMember& member : value.members)
            walk(member.value, source, path + jsonPathStep(member.key));
        for (size_t i = 0; i < value.elements.size(); ++i)
            walk(value.elements[i], source, path + jsonPathStep(static_cast<qsizetype>(i)));
        if (isEnough() || value.isObject() || value.isArray())
            return;
        const QString text =
            value.isString() ? value.text : QString::fromUtf8(source.sliced(value.offset, value.length));
        const QString offered = m_written ? valueAt(path, text) : writtenPayloadField({path, {}});
        if (!offered.isEmpty() && offered.size() <= longestValue && !m_found.contains(offered) &&
            offered.contains(m_part, Qt::CaseInsensitive))
            m_found.append(offered);
    }
    /// As far as it is written, it stays as it is.
    [[nodiscard]] QString valueAt(const QString& path, const QString& text) const
    {
        if (path != m_written->path || !text.startsWith(m_written->value, Qt::CaseInsensitive))
            return {};
        return m_part.chopped(m_written->value.size()) + text;
    }

    const QString m_part;
    const std::optional<PayloadField> m_written;
    QStringList m_found;
};

Result<SeenValues, LogError> seenPayloadFields(const LogDatabase& database, const QString& part)
{
    constexpr int payloads = 100;
    constexpr int longestBody = 64 * 1024;
    PayloadFields fields(part);
    LogStatement bodies(database, QStringLiteral("SELECT CASE WHEN length(body) <= %1 THEN body END"
                                                 " FROM contents ORDER BY number DESC LIMIT %2")
                                      .arg(longestBody)
                                      .arg(payloads));
    auto done = bodies.forEach({}, [&fields](const LogStatement& row) {
        fields.add(row.value(0).toByteArray());
        return !fields.isEnough();
    });
    if (!done)
        return failure(done.error());
    return SeenValues{fields.found(), 0};
}

} // namespace

bool hasSeenValues(Field field)
{
    return field == Field::PayloadField || !sourceOf(field).table.isEmpty();
}

Result<SeenValues, LogError> seenValues(const LogDatabase& database, Field field, const QString& part, qint64 before,
                                        int rows)
{
    if (field == Field::PayloadField)
        return seenPayloadFields(database, part);
    const Source source = sourceOf(field);
    if (source.table.isEmpty())
        return SeenValues();
    const qint64 end = before > 0 ? before : std::numeric_limits<qint64>::max();
    const QString slice =
        QStringLiteral("SELECT %1 AS v, number FROM %2 WHERE number < ? ORDER BY number DESC LIMIT %3")
            .arg(source.column, source.table)
            .arg(rows);
    LogStatement statement(
        database, QStringLiteral("SELECT v FROM (%1) WHERE %2(v, ?) AND v <> '' AND length(v) <= %3"
                                 " GROUP BY v ORDER BY max(number) DESC LIMIT %4")
                      .arg(slice, field == Field::Id ? QStringLiteral("begins_text") : QStringLiteral("contains_text"))
                      .arg(longestValue)
                      .arg(mostSeenValues));
    // An empty text is in all others; a null, which SQL would make of it, is in none.
    const auto values = statement.rows({end, part.isNull() ? QStringLiteral("") : part},
                                       [](const LogStatement& row) { return row.value(0).toString(); });
    if (!values)
        return failure(values.error());
    const auto oldest = database.number(
        QStringLiteral("SELECT CASE WHEN count(*) = %1 THEN min(number) ELSE 0 END FROM (%2)").arg(rows).arg(slice),
        {end});
    if (!oldest)
        return failure(oldest.error());
    return SeenValues{*values, *oldest};
}

} // namespace kaunt
