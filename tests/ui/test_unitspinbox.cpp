// SPDX-License-Identifier: MIT
#include "ui/unitspinbox.h"

#include <QLineEdit>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTest>

#include <limits>
#include <memory>

using namespace kaunt;

/// The unit behind a number, which is another word behind 1: also while that is typed.
class TestUnitSpinBox final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysOneAndMore();
    void followsWhatIsTyped();
    void followsWithItsSignalsBlocked();
    void holdsTheLargestAmount();
    void countsWholeUnits();

private:
    static std::unique_ptr<UnitSpinBox> seconds();
};

std::unique_ptr<UnitSpinBox> TestUnitSpinBox::seconds()
{
    auto box = std::make_unique<UnitSpinBox>(QStringLiteral("time"), 1'000, QStringLiteral("seconds"));
    box->setUnitOfOne(QStringLiteral("second"));
    box->setBounds(0, 100'000);
    return box;
}

void TestUnitSpinBox::saysOneAndMore()
{
    const auto box = seconds();
    const std::pair<qint64, QString> amounts[]{{1'000, QStringLiteral("1 second")},
                                               {1'500, QStringLiteral("1.5 seconds")},
                                               {10'000, QStringLiteral("10 seconds")},
                                               {0, QStringLiteral("0 seconds")}};
    for (const auto& [amount, text] : amounts) {
        box->setAmount(amount);
        QCOMPARE(box->text(), text);
        QCOMPARE(box->amount(), amount);
    }
    UnitSpinBox sizes(QStringLiteral("size"), 1'024, QStringLiteral("KiB"));
    sizes.setBounds(0, 10'240);
    sizes.setAmount(1'024);
    QCOMPARE(sizes.text(), QStringLiteral("1 KiB"));
}

void TestUnitSpinBox::followsWhatIsTyped()
{
    const auto box = seconds();
    box->setAmount(30'000);
    auto* line = box->findChild<QLineEdit*>();
    box->selectAll();
    QTest::keyClicks(line, QStringLiteral("1"));
    QCOMPARE(box->text(), QStringLiteral("1 second"));
    QTest::keyClicks(line, QStringLiteral("2"));
    QCOMPARE(box->text(), QStringLiteral("12 seconds"));
    QCOMPARE(box->amount(), qint64{12'000});
}

void TestUnitSpinBox::followsWithItsSignalsBlocked()
{
    const auto box = seconds();
    const QSignalBlocker quiet(box.get());
    box->setAmount(1'000);
    QCOMPARE(box->text(), QStringLiteral("1 second"));
}

/// As a double it is one more than there can be.
void TestUnitSpinBox::holdsTheLargestAmount()
{
    constexpr qint64 most = std::numeric_limits<qint64>::max();
    UnitSpinBox box(QStringLiteral("size"), 1'048'576, QStringLiteral("MiB"));
    box.setBounds(0, most);
    box.setAmount(1'048'576);
    box.setValue(box.maximum());
    QCOMPARE(box.amount(), most);
}

void TestUnitSpinBox::countsWholeUnits()
{
    QSpinBox box;
    box.setSpecialValueText(QStringLiteral("for ever"));
    setUnits(box, QStringLiteral("day"), QStringLiteral("days"));
    QCOMPARE(box.text(), QStringLiteral("for ever"));
    box.setValue(1);
    QCOMPARE(box.text(), QStringLiteral("1 day"));
    box.setValue(12);
    QCOMPARE(box.text(), QStringLiteral("12 days"));
}

QTEST_MAIN(TestUnitSpinBox)
#include "test_unitspinbox.moc"
