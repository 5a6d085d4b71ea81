// SPDX-License-Identifier: MIT
#include "core/alerts/alertfilter.h"

#include "core/export/deliverylines.h"

namespace kaunt {

namespace {

/// What the rule's deliveries have in common.
QString commonTerm(AlertRule rule)
{
    switch (rule) {
    case AlertRule::RefusedBurst:
        return QStringLiteral("verdict:mismatch|missing|malformed|no-secret");
    case AlertRule::FailedEvent:
        return QStringLiteral("type:failed");
    case AlertRule::Repeated:
        return QStringLiteral("attempt:>1");
    case AlertRule::Drift:
    case AlertRule::StoringFailed:
    case AlertRule::ReceiverDown:
    case AlertRule::ForwardFailing:
    case AlertRule::Silence:
        break;
    }
    return {};
}

QString numbersTerm(const QList<qint64>& deliveries)
{
    QStringList numbers;
    for (const qint64 delivery : deliveries)
        numbers.append(QString::number(delivery));
    numbers.removeDuplicates();
    return QStringLiteral("delivery:") + numbers.join(u'|');
}

} // namespace

QString alertFilter(const Alert& alert)
{
    if (alert.deliveries.isEmpty())
        return {};
    const QString common = commonTerm(alert.rule());
    if (common.isEmpty())
        return numbersTerm(alert.deliveries);
    return QStringLiteral("%1 since:%2 before:%3")
        .arg(common, QString::fromLatin1(utcText(alert.firstAt)), QString::fromLatin1(utcText(alert.lastAt + 1)));
}

} // namespace kaunt
