// SPDX-License-Identifier: MIT
#include "ui/unitspinbox.h"

namespace kaunt {

UnitSpinBox::UnitSpinBox(const QString& objectName, qint64 perUnit, const QString& unit, QWidget* parent)
    : QDoubleSpinBox(parent)
    , m_perUnit(perUnit)
{
    constexpr int decimals = 3;
    setObjectName(objectName);
    setDecimals(decimals);
    setSuffix(u' ' + unit);
    setStepType(QAbstractSpinBox::AdaptiveDecimalStepType);
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
}

qint64 UnitSpinBox::amount() const
{
    // Equal bit for bit as long as nobody edited it.
    const bool isUntouched = !(value() < m_shown) && !(value() > m_shown);
    return isUntouched ? m_amount : qRound64(value() * static_cast<double>(m_perUnit));
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

} // namespace kaunt
