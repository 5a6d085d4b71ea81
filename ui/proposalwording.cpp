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

/// Whether it is the number after the other, both with a "#" or both without.
bool isNextLine(const QString& line, const QString& before)
{
    constexpr qsizetype mostDigits = 9;
    const bool isPlace = before.startsWith(u'#');
    const QString digits = isPlace ? before.sliced(1) : before;
    bool isNumber = false;
    const int number = digits.size() > mostDigits ? 0 : digits.toInt(&isNumber);
    return isNumber && line == (isPlace ? QStringLiteral("#%1") : QStringLiteral("%1")).arg(number + 1);
}

} // namespace

QString confidenceName(Confidence confidence, const QString& word)
{
    switch (confidence) {
    case Confidence::High:
        return ProposalWording::tr("High");
    case Confidence::Medium:
        return ProposalWording::tr("Medium");
    case Confidence::Low:
        return ProposalWording::tr("Low");
    case Confidence::Unknown:
        break;
    }
    return word;
}

QString confidenceText(Confidence confidence, const QString& word)
{
    switch (confidence) {
    case Confidence::High:
        return QStringLiteral("●●● %1").arg(confidenceName(confidence, word));
    case Confidence::Medium:
        return QStringLiteral("●●○ %1").arg(confidenceName(confidence, word));
    case Confidence::Low:
        return QStringLiteral("●○○ %1").arg(confidenceName(confidence, word));
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

QString inCurrency(const QString& heading, const QString& currency)
{
    return currency.isEmpty() ? heading : QStringLiteral("%1 (%2)").arg(heading, currency);
}

QString linesText(const QStringList& lines)
{
    constexpr qsizetype shortestRun = 3;
    QStringList parts;
    for (qsizetype first = 0; first < lines.size();) {
        qsizetype end = first + 1;
        while (end < lines.size() && isNextLine(lines.at(end), lines.at(end - 1)))
            ++end;
        if (end - first >= shortestRun)
            parts.append(QStringLiteral("%1–%2").arg(lines.at(first), lines.at(end - 1)));
        else
            parts += lines.mid(first, end - first);
        first = end;
    }
    return parts.join(QLatin1String(", "));
}

QString linesText(const QList<qsizetype>& places)
{
    QStringList lines;
    for (const qsizetype place : places)
        lines.append(QStringLiteral("#%1").arg(place + 1));
    return linesText(lines);
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
