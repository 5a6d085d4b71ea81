// SPDX-License-Identifier: MIT
#include "ui/proposalwording.h"

#include "ui/filterterms.h"
#include "ui/quantities.h"

#include <QCoreApplication>
#include <QStringList>

namespace kaunt {

namespace {

struct ProposalWording {
    Q_DECLARE_TR_FUNCTIONS(ProposalWording)
};

} // namespace

QString confidenceText(Confidence confidence, const QString& word)
{
    switch (confidence) {
    case Confidence::High:
        return QStringLiteral("●●● %1").arg(ProposalWording::tr("High"));
    case Confidence::Medium:
        return QStringLiteral("●●○ %1").arg(ProposalWording::tr("Medium"));
    case Confidence::Low:
        return QStringLiteral("●○○ %1").arg(ProposalWording::tr("Low"));
    case Confidence::Unknown:
        break;
    }
    return word;
}

QString dimensionValueText(const DimensionValue& value)
{
    if (value.valueId.isEmpty() || value.valueName.isEmpty())
        return value.valueId + value.valueName;
    return QStringLiteral("%1 %2").arg(value.valueId, value.valueName);
}

QString namedText(const QString& name, const QString& description)
{
    if (name.isEmpty() || name == description)
        return description;
    return description.isEmpty() ? name : QStringLiteral("%1 – %2").arg(name, description);
}

QString dimensionValueTerm(const DimensionValue& value)
{
    return bodyTextTerm(value.valueName.isEmpty() ? value.valueId : value.valueName);
}

QString dimensionTitle(const QString& id, const QString& name)
{
    return name.isEmpty() ? id : name;
}

QString accrualText(const Accrual& accrual)
{
    QStringList details;
    if (!accrual.code.isEmpty())
        details.append(accrual.code);
    if (!accrual.startDate.isEmpty() || !accrual.endDate.isEmpty())
        details.append(QStringLiteral("%1 – %2").arg(dateText(accrual.startDate), dateText(accrual.endDate)));
    const QString detail = details.join(QLatin1String(", "));
    QStringList parts{detail};
    if (accrual.hasAccrual && !*accrual.hasAccrual)
        parts = {detail.isEmpty() ? ProposalWording::tr("none")
                                  : ProposalWording::tr("none, though with %1").arg(detail)};
    else if (accrual.hasAccrual && detail.isEmpty())
        parts = {ProposalWording::tr("yes")};
    parts.append(confidenceText(accrual));
    parts.removeAll(QString());
    return parts.isEmpty() ? ProposalWording::tr("not said") : parts.join(QLatin1String(", "));
}

} // namespace kaunt
