// SPDX-License-Identifier: MIT
#include "ui/unitspinbox.h"

#include <QSpinBox>

#include <limits>

namespace kaunt {

UnitSpinBox::UnitSpinBox(const QString& objectName, qint64 perUnit, const QString& unit, QWidget* parent)
    : QDoubleSpinBox(parent)
    , m_perUnit(perUnit)
    , m_unit(unit)
    , m_unitOfOne(unit)
{
    constexpr int decimals = 3;
    setObjectName(objectName);
    setDecimals(decimals);
    setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
    setSuffix(u' ' + unit);
    connect(this, &QDoubleSpinBox::valueChanged, this, &UnitSpinBox::showUnit);
}

void UnitSpinBox::setUnitOfOne(const QString& unit)
{
    m_unitOfOne = unit;
    showUnit();
}

void UnitSpinBox::showUnit()
{
    const bool isOne = textFromValue(value()) == textFromValue(1);
    const QString behind = u' ' + (isOne ? m_unitOfOne : m_unit);
    if (suffix() != behind) // it writes the text anew, in which somebody may be typing
        setSuffix(behind);
}

void UnitSpinBox::setBounds(qint64 low, qint64 high)
{
    setRange(static_cast<double>(low) / static_cast<double>(m_perUnit),
             static_cast<double>(high) / static_cast<double>(m_perUnit));
}

void UnitSpinBox::setAmount(qint64 amount)
{
    m_amount = amount;
    setValue(static_cast<double>(amount) / static_cast<double>(m_perUnit));
    m_shown = value();
    showUnit(); // also where its signals are blocked
}

qint64 UnitSpinBox::amount() const
{
    // Equal bit for bit as long as nobody edited it.
    const bool isUntouched = !(value() < m_shown) && !(value() > m_shown);
    if (isUntouched)
        return m_amount;
    constexpr qint64 most = std::numeric_limits<qint64>::max(); // as a double it is one more
    const double amount = value() * static_cast<double>(m_perUnit);
    return amount < static_cast<double>(most) ? qRound64(amount) : most;
}

QString UnitSpinBox::textFromValue(double value) const
{
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    QString text = plain.toString(value, 'f', decimals());
    while (text.endsWith(plain.zeroDigit()))
        text.chop(plain.zeroDigit().size());
    if (text.endsWith(plain.decimalPoint()))
        text.chop(plain.decimalPoint().size());
    return text;
}

void setUnits(QSpinBox& box, const QString& ofOne, const QString& ofMore)
{
    const auto show = [&box, ofOne, ofMore] {
        const QString behind = u' ' + (box.value() == 1 ? ofOne : ofMore);
        if (box.suffix() != behind)
            box.setSuffix(behind);
    };
    QObject::connect(&box, &QSpinBox::valueChanged, &box, show);
    show();
}

} // namespace kaunt
