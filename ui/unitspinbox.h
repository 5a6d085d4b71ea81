// SPDX-License-Identifier: MIT
#pragma once

#include <QDoubleSpinBox>

class QSpinBox;

namespace kaunt {

/// A whole amount of something small that is entered in a larger unit: bytes in KiB, milliseconds in seconds. What was
/// set comes back exactly, however it was rounded for showing, until it is edited. GUI thread.
class UnitSpinBox final : public QDoubleSpinBox {
    Q_OBJECT

public:
    /// `unit` stands behind the number.
    UnitSpinBox(const QString& objectName, qint64 perUnit, const QString& unit, QWidget* parent = nullptr);

    /// Behind 1, where that is another word.
    void setUnitOfOne(const QString& unit);
    void setBounds(qint64 low, qint64 high);
    void setAmount(qint64 amount);
    [[nodiscard]] qint64 amount() const;

protected:
    [[nodiscard]] QString textFromValue(double value) const override;

private:
    void showUnit();

    qint64 m_perUnit;
    QString m_unit;
    QString m_unitOfOne;
    qint64 m_amount = 0;
    double m_shown = 0;
};

/// What stands behind the number of one that counts whole units, which is another word behind 1.
void setUnits(QSpinBox& box, const QString& ofOne, const QString& ofMore);

} // namespace kaunt
