// SPDX-License-Identifier: MIT
#include "core/webhook/doctor/jsonprinter.h"
#include "core/webhook/doctor/messageforms.h"

#include <QTest>

#include <algorithm>

using namespace kaunt;

namespace {

constexpr qsizetype smallValues = 5'000;

/// Numbers within this many arrays.
QByteArray nested(int depth, qsizetype values)
{
    QByteArray numbers = QByteArray("1,").repeated(values);
    numbers.chop(1);
    return QByteArray(depth, '[') + numbers + QByteArray(depth, ']');
}

struct Made {
    QStringList layouts; ///< each once
    qsizetype longest = 0;
    int forms = 0;
};

Made madeOf(const QByteArray& body, const DiagnosisLimits& limits = {}, WorkBudget* budget = nullptr)
{
    Made made;
    const SignedContext context;
    const MessageForms forms(body, context, limits, budget);
    (void)forms.offer(MessageForms::Stage::Usual, [&made](Form&& form) {
        ++made.forms;
        made.longest = std::max(made.longest, form.bytes.size());
        const QStringList words = form.findings.isEmpty() ? QStringList() : form.findings.constFirst().forms;
        if (words.size() == 1 && !made.layouts.contains(words.constFirst()))
            made.layouts.append(words.constFirst());
        return true;
    });
    return made;
}

} // namespace

/// What a stranger's body is made into is bounded by what is made of it, not by what he wrote.
class TestMessageForms final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void knowsHowLongAPrintIs_data();
    void knowsHowLongAPrintIs();
    void makesNothingLongerThanTheLimit();
    void readsNoMoreThanSoManyValues();
    void paysForWhatItReads();
};

void TestMessageForms::knowsHowLongAPrintIs_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing within") << QByteArray("{}");
    QTest::newRow("a text") << QByteArray(R"("\u00e6/\"")");
    QTest::newRow("deep") << nested(5, 3);
    QTest::newRow("mixed") << QByteArray(R"({"a":[1,[],{"b":[{}],"c":"ø"}],"d":null,"e":{"f":[true,[2,3]]}})");
}

void TestMessageForms::knowsHowLongAPrintIs()
{
    QFETCH(const QByteArray, body);
    const auto value = parseJson(body);
    QVERIFY(value);
    for (const auto escapes : {JsonStyle::Escapes::Least, JsonStyle::Escapes::DotNet}) {
        const JsonPieces pieces(*value, escapes);
        for (int kind = 0; kind < 8; ++kind) {
            JsonStyle style;
            style.isMultiLine = (kind & 1) != 0;
            style.arraysOnOneLine = (kind & 2) != 0;
            style.indent = (kind & 4) != 0 ? "   " : "";
            style.inside = " ";
            style.comma = ", ";
            style.colon = " : ";
            QCOMPARE(pieces.printedBytes(style), pieces.printed(style).size());
        }
    }
}

/// In lines of their own each of them is indented.
void TestMessageForms::makesNothingLongerThanTheLimit()
{
    const QByteArray body = nested(100, smallValues);
    DiagnosisLimits limits;
    const Made all = madeOf(body, limits);
    QVERIFY(all.layouts.contains(QStringLiteral("indent-2")));
    QVERIFY(all.longest > smallValues * 200);
    limits.reprintedBytes = smallValues * 110;
    const Made some = madeOf(body, limits);
    QVERIFY(some.longest <= limits.reprintedBytes);
    QVERIFY(some.layouts.contains(QStringLiteral("tab")));
    QVERIFY(some.layouts.contains(QStringLiteral("spaced")));
    QVERIFY(!some.layouts.contains(QStringLiteral("indent-2")));
    QVERIFY(!some.layouts.contains(QStringLiteral("indent-4")));
}

/// A value takes far more memory than the two bytes that write it.
void TestMessageForms::readsNoMoreThanSoManyValues()
{
    QVERIFY(madeOf(nested(1, mostValues - 1)).layouts.contains(QStringLiteral("spaced")));
    QVERIFY(!madeOf(nested(1, mostValues)).layouts.contains(QStringLiteral("spaced")));
    QVERIFY(parseJson(nested(1, 9), 1, 10));
    QCOMPARE(parseJson(nested(1, 10), 1, 10).error().code, JsonError::Code::TooLarge);
}

void TestMessageForms::paysForWhatItReads()
{
    const QByteArray body = nested(1, smallValues);
    DiagnosisLimits limits;
    WorkBudget budget(limits);
    QVERIFY(madeOf(body, limits, &budget).layouts.contains(QStringLiteral("spaced")));
    QVERIFY(budget.spentBytes() >= body.size());
    limits.hashedBytes = body.size();
    WorkBudget small(limits);
    QVERIFY(!madeOf(body, limits, &small).layouts.contains(QStringLiteral("spaced")));
    QVERIFY(small.isExhausted());
}

QTEST_APPLESS_MAIN(TestMessageForms)
#include "test_messageforms.moc"
