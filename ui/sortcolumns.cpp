// SPDX-License-Identifier: MIT
#include "ui/sortcolumns.h"

#include "core/codetable.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace kaunt {

namespace {

struct SortColumns {
    Q_DECLARE_TR_FUNCTIONS(SortColumns)
};

using Key = DeliveryOrder::Key;

struct Pair {
    DeliveryColumn column;
    Key key;
};

constexpr std::array pairs{
    Pair{DeliveryColumn::Time, Key::Arrival},      Pair{DeliveryColumn::Signature, Key::Verdict},
    Pair{DeliveryColumn::Event, Key::EventType},   Pair{DeliveryColumn::Company, Key::Company},
    Pair{DeliveryColumn::Id, Key::EventId},        Pair{DeliveryColumn::Attempts, Key::Attempts},
    Pair{DeliveryColumn::Resource, Key::Resource}, Pair{DeliveryColumn::Endpoint, Key::Endpoint},
    Pair{DeliveryColumn::Peer, Key::Peer},         Pair{DeliveryColumn::Status, Key::Status},
    Pair{DeliveryColumn::Size, Key::Size},         Pair{DeliveryColumn::Stored, Key::Stored},
    Pair{DeliveryColumn::Tenant, Key::Tenant},     Pair{DeliveryColumn::CorrelationId, Key::Correlation},
    Pair{DeliveryColumn::Mark, Key::Mark},
};

constexpr CodeTable<Key, 16> orderKeys{{
    {Key::Arrival, "arrival"},
    {Key::Verdict, "verdict"},
    {Key::EventType, "type"},
    {Key::Company, "company"},
    {Key::EventId, "id"},
    {Key::Attempts, "attempts"},
    {Key::Resource, "resource"},
    {Key::Endpoint, "endpoint"},
    {Key::Peer, "peer"},
    {Key::Status, "status"},
    {Key::Size, "size"},
    {Key::Stored, "stored"},
    {Key::Tenant, "tenant"},
    {Key::Correlation, "correlation"},
    {Key::Mark, "mark"},
    {Key::PayloadField, "payload"},
}};
const auto ascendingCode = QLatin1String("ascending");
const auto descendingCode = QLatin1String("descending");

DeliveryOrder orderAfter(const DeliveryOrder& order, const DeliveryOrder& upwards)
{
    if (order.key != upwards.key || order.path != upwards.path || order.isNewestFirst())
        return upwards;
    const bool hasDownwards = order.isAscending && order.key != Key::Arrival;
    return hasDownwards ? DeliveryOrder{order.key, false, order.path} : DeliveryOrder();
}

QString titleInOrder(const QString& title, bool isAscending)
{
    return (isAscending ? SortColumns::tr("%1, sorted ascending") : SortColumns::tr("%1, sorted descending"))
        .arg(title);
}

} // namespace

std::optional<Key> orderKeyOf(DeliveryColumn column)
{
    const auto* found =
        std::find_if(pairs.begin(), pairs.end(), [column](const Pair& pair) { return pair.column == column; });
    return found != pairs.end() ? std::optional(found->key) : std::nullopt;
}

DeliveryColumn sortedColumn(const DeliveryOrder& order)
{
    const auto* found =
        std::find_if(pairs.begin(), pairs.end(), [&order](const Pair& pair) { return pair.key == order.key; });
    return found != pairs.end() ? found->column : DeliveryColumn::Time;
}

DeliveryOrder nextOrder(DeliveryColumn column, const DeliveryOrder& order)
{
    const auto key = orderKeyOf(column);
    return key ? orderAfter(order, {*key, true}) : order;
}

DeliveryOrder nextOrder(const QString& path, const DeliveryOrder& order)
{
    return orderAfter(order, {Key::PayloadField, true, path});
}

QString orderCode(const DeliveryOrder& order)
{
    if (order.isNewestFirst())
        return {};
    const QString direction = order.isAscending ? ascendingCode : descendingCode;
    return QStringList({codeIn(orderKeys, order.key), direction, order.path}).join(u' ').trimmed();
}

DeliveryOrder orderFromCode(const QString& code)
{
    const auto key = valueIn(orderKeys, code.section(u' ', 0, 0));
    const QString direction = code.section(u' ', 1, 1);
    if (!key || (direction != ascendingCode && direction != descendingCode))
        return {};
    return {*key, direction == ascendingCode, code.section(u' ', 2)};
}

QString titleWithOrder(const QString& title, DeliveryColumn column, const DeliveryOrder& order)
{
    return orderKeyOf(column) == order.key ? titleInOrder(title, order.isAscending) : title;
}

QString titleWithOrder(const QString& title, const QString& path, const DeliveryOrder& order)
{
    return order.key == Key::PayloadField && order.path == path ? titleInOrder(title, order.isAscending) : title;
}

} // namespace kaunt
