// SPDX-License-Identifier: MIT
#include "core/forward/forwardtarget.h"
#include "core/webhook/forwardmark.h"
#include "tests/ui/rowtexts.h"
#include "tests/ui/samplerecords.h"
#include "ui/attemptsmodel.h"
#include "ui/computedsignaturesmodel.h"
#include "ui/copyabletable.h"
#include "ui/fieldsmodel.h"
#include "ui/headerfields.h"
#include "ui/wholevaluedialog.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPlainTextEdit>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

QString copied()
{
    return QGuiApplication::clipboard()->text();
}

} // namespace

/// The tables of a delivery's details: what their rows say and what is copied from them.
class TestDetailsTables : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void headersAreShownInOrder();
    void headerBytesThatAreNoUtf8AreLatin1();
    void attemptsHaveTheirGapAndAnswer();
    void anAnswerThatNeverCameIsSaidToBeNone();
    void signaturesAreWrittenLikeTheReceivedOne_data();
    void signaturesAreWrittenLikeTheReceivedOne();
    void signaturesWrittenOtherwiseAreTheSame_data();
    void signaturesWrittenOtherwiseAreTheSame();
    void ofACutSignatureTheRestIsMissing();
    void withoutASignatureNothingDiffers();
    void computedSignaturesNeverShowTheSecret();
    void differencesAreMarkedBelow();
    void fieldsAreCopiedAsTheyCame();
    void valueRowAndAllAreCopied();
    void aLongValueIsShownWhole();
    void nothingMovesSidewaysAsTheRoomShrinks();
};

void TestDetailsTables::headersAreShownInOrder()
{
    FieldsModel model(QStringLiteral("Name"));
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QCOMPARE(model.headerData(FieldsModel::NameColumn, Qt::Horizontal, Qt::DisplayRole).toString(),
             QStringLiteral("Name"));
    model.setRows(headerFields({{"X-Twice", "b"}, {"Host", "localhost"}, {"x-twice", "a\x07"}}));
    QCOMPARE(model.rowCount(), 3);
    QCOMPARE(rowTexts(model, 0), QStringList({QStringLiteral("X-Twice"), QStringLiteral("b")}));
    QCOMPARE(rowTexts(model, 2), QStringList({QStringLiteral("x-twice"), QStringLiteral("a⟨U+0007⟩")}));
    QCOMPARE(trueText(model.index(2, FieldsModel::ValueColumn)), QStringLiteral("a\u0007"));
}

void TestDetailsTables::headerBytesThatAreNoUtf8AreLatin1()
{
    QCOMPARE(headerText("caf\xc3\xa9"), QStringLiteral("café"));
    QCOMPARE(headerText("caf\xe9"), QStringLiteral("café"));
}

void TestDetailsTables::attemptsHaveTheirGapAndAnswer()
{
    DeliverySummary first = verifiedRecord(knownEventTypes().first()).summary;
    DeliverySummary second = first;
    second.number = 21;
    second.attempt = 2;
    second.receivedAt += 65'000;
    second.storedMicros = -1;
    AttemptsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setAttempts({first, second}, second.number, sampleTime);
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(0, AttemptsModel::GapColumn).data().toString(), QStringLiteral("–"));
    QCOMPARE(model.index(0, AttemptsModel::AnswerColumn).data().toString(), QStringLiteral("200, accepted"));
    QCOMPARE(model.index(0, AttemptsModel::StoredColumn).data().toString(), QStringLiteral("0.31 ms"));
    QCOMPARE(model.index(1, AttemptsModel::AttemptColumn).data().toString(), QStringLiteral("2 (shown)"));
    QCOMPARE(model.index(1, AttemptsModel::GapColumn).data().toString(), QStringLiteral("1 min 5 s"));
    QCOMPARE(model.index(1, AttemptsModel::StoredColumn).data().toString(), QStringLiteral("not known"));
    QCOMPARE(model.index(1, 0).data(AttemptsModel::NumberRole).toLongLong(), second.number);
    QVERIFY(model.index(1, 0).data(AttemptsModel::ShownRole).toBool());
}

/// The program was killed while the target was asked: nobody is asked any more.
void TestDetailsTables::anAnswerThatNeverCameIsSaidToBeNone()
{
    DeliverySummary passed = verifiedRecord(knownEventTypes().first()).summary;
    passed.notes = {passThroughNote(QStringLiteral("http://a.example/"))};
    passed.status = 0;
    constexpr qint64 longest = PassThroughTarget::longestTimeout.count();
    AttemptsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setAttempts({passed}, passed.number, passed.receivedAt + longest);
    QCOMPARE(model.index(0, AttemptsModel::AnswerColumn).data().toString(),
             QStringLiteral("none yet, the target is being asked"));
    constexpr qint64 day = 86'400'000;
    model.setAttempts({passed}, passed.number, passed.receivedAt + day);
    QCOMPARE(model.index(0, AttemptsModel::AnswerColumn).data().toString(),
             QStringLiteral("none: the program ended before the target had answered"));
}

void TestDetailsTables::signaturesAreWrittenLikeTheReceivedOne_data()
{
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<bool>("matches");
    const QByteArray digest = hmacSha256(sampleSecret, "{}");
    const QByteArray other = hmacSha256("another", "{}");
    QTest::newRow("hex") << digest.toHex() << true;
    QTest::newRow("upper-case hex") << digest.toHex().toUpper() << true;
    QTest::newRow("a prefix") << "sha256=" + digest.toHex() << true;
    QTest::newRow("base64") << digest.toBase64() << true;
    QTest::newRow("base64 without padding") << digest.toBase64(QByteArray::OmitTrailingEquals) << true;
    QTest::newRow("another digest") << other.toHex() << false;
}

void TestDetailsTables::signaturesAreWrittenLikeTheReceivedOne()
{
    QFETCH(QByteArray, received);
    QFETCH(bool, matches);
    const QList<ComputedSignature> computed = computeSignatures("{}", received, sampleSecrets());
    QCOMPARE(computed.size(), sampleSecrets().size());
    QCOMPARE(computed.first().matches, matches);
    QCOMPARE(computed.first().text == QString::fromLatin1(received), matches);
    QCOMPARE(computed.first().text.size(), received.size());
    QCOMPARE(computed.last().matches, std::optional(false));
}

void TestDetailsTables::signaturesWrittenOtherwiseAreTheSame_data()
{
    QTest::addColumn<QByteArray>("received");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("aligned");
    const QByteArray digest = hmacSha256(sampleSecret, "{}");
    const QByteArray hex = digest.toHex();
    const QByteArray base64 = digest.toBase64();
    QByteArray separated = digest.toHex(':').toUpper();
    QTest::newRow("quotes") << '"' + hex + '"' << hex << ' ' + hex;
    QTest::newRow("base64 in quotes") << '"' + base64 + '"' << base64 << ' ' + base64;
    QTest::newRow("another provider's") << "t=1,v1=" + hex << hex << QByteArray(7, ' ') + hex;
    QTest::newRow("separators") << separated << hex.toUpper() << QByteArray(separated).replace(':', ' ');
    QTest::newRow("printed twice") << hex.toBase64() << hex.toBase64() << hex.toBase64();
    QTest::newRow("percent-encoded") << QByteArray("%22" + hex + "%22") << hex << "   " + hex;
    QTest::newRow("as numbers") << QByteArray::number(static_cast<uchar>(digest.at(0))) + [&digest] {
        QByteArray numbers;
        for (qsizetype i = 1; i < digest.size(); ++i)
            numbers += ',' + QByteArray::number(static_cast<uchar>(digest.at(i)));
        return numbers;
    }() << hex << QByteArray();
}

void TestDetailsTables::signaturesWrittenOtherwiseAreTheSame()
{
    QFETCH(const QByteArray, received);
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, aligned);
    const QList<ComputedSignature> computed = computeSignatures("{}", received, sampleSecrets());
    QVERIFY(computed.first().isOtherwise && computed.first().matches == false);
    QCOMPARE(computed.first().text, QString::fromLatin1(text));
    QCOMPARE(computed.first().aligned, QString::fromLatin1(aligned));
    QVERIFY(!computed.last().isOtherwise && computed.last().aligned.isEmpty());
}

void TestDetailsTables::ofACutSignatureTheRestIsMissing()
{
    const QByteArray digest = hmacSha256(sampleSecret, "{}");
    for (const QByteArray& whole : {digest.toHex(), digest.toHex().toUpper(), digest.toBase64()}) {
        const ComputedSignature computed = computeSignatures("{}", whole.first(30), sampleSecrets()).constFirst();
        QCOMPARE(computed.text, QString::fromLatin1(whole));
        QVERIFY(!computed.isOtherwise && computed.matches == false);
    }
}

void TestDetailsTables::withoutASignatureNothingDiffers()
{
    ComputedSignaturesModel model;
    model.setRows(computeSignatures("{}", {}, sampleSecrets()));
    const QModelIndex result = model.index(0, ComputedSignaturesModel::ResultColumn);
    QCOMPARE(result.data().toString(), QStringLiteral("– Nothing to compare with"));
    model.setRows(computeSignatures("{}", "00", sampleSecrets()));
    QCOMPARE(model.index(0, result.column()).data().toString(), QStringLiteral("✖ Differs"));
}

void TestDetailsTables::computedSignaturesNeverShowTheSecret()
{
    ComputedSignaturesModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows(computeSignatures("{}", "no signature", sampleSecrets()));
    QCOMPARE(model.rowCount(), 2);
    QCOMPARE(model.index(1, ComputedSignaturesModel::SecretColumn).data().toString(),
             QStringLiteral("before (retired)"));
    for (int row = 0; row < model.rowCount(); ++row) {
        const QString text = rowTexts(model, row).join(u' ');
        for (const SigningSecret& secret : sampleSecrets())
            QVERIFY(!text.contains(QString::fromLatin1(secret.value)));
        QVERIFY(text.contains(u'✖'));
    }
}

void TestDetailsTables::differencesAreMarkedBelow()
{
    QCOMPARE(differenceMarks(QStringLiteral("abcd"), QStringLiteral("abXd")), QStringLiteral("  ^ "));
    QCOMPARE(differenceMarks(QStringLiteral("ab"), QStringLiteral("abcd")), QStringLiteral("  ^^"));
    QCOMPARE(differenceMarks(QStringLiteral("ab"), QStringLiteral("ab")), QString());
}

void TestDetailsTables::fieldsAreCopiedAsTheyCame()
{
    FieldsModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setRows({{QStringLiteral("Amount"), QStringLiteral("1,250.00 DKK"), QStringLiteral("1250.00")},
                   {QStringLiteral("Name"), QStringLiteral("a\u202Eb"), {}}});
    QCOMPARE(rowTexts(model, 0), QStringList({QStringLiteral("Amount"), QStringLiteral("1,250.00 DKK")}));
    QCOMPARE(trueText(model.index(0, FieldsModel::ValueColumn)), QStringLiteral("1250.00"));
    QCOMPARE(rowTexts(model, 1).constLast(), QStringLiteral("a⟨U+202E⟩b"));
    QCOMPARE(trueText(model.index(1, FieldsModel::ValueColumn)), QStringLiteral("a\u202Eb"));
}

void TestDetailsTables::valueRowAndAllAreCopied()
{
    FieldsModel model;
    model.setRows(headerFields({{"Host", "localhost"}, {"Accept", "*/*"}}));
    CopyableTable table(QStringLiteral("table"), QStringLiteral("Table"));
    table.setTableModel(&model);
    table.setCurrentIndex(model.index(1, FieldsModel::ValueColumn));
    QTest::keySequence(&table, QKeySequence::Copy);
    QCOMPARE(copied(), QStringLiteral("*/*"));
    table.findChild<QAction*>(QStringLiteral("copyRow"))->trigger();
    QCOMPARE(copied(), QStringLiteral("Accept\t*/*"));
    table.findChild<QAction*>(QStringLiteral("copyAll"))->trigger();
    QCOMPARE(copied(), QStringLiteral("Host\tlocalhost\nAccept\t*/*"));
    table.selectAll();
    QTest::keySequence(&table, QKeySequence::Copy);
    QCOMPARE(copied(), QStringLiteral("Host\tlocalhost\nAccept\t*/*"));
}

void TestDetailsTables::aLongValueIsShownWhole()
{
    const QByteArray longValue = QByteArray("v").repeated(5'000);
    FieldsModel model;
    model.setRows(headerFields({{"X-Long", longValue}}));
    CopyableTable table(QStringLiteral("table"), QStringLiteral("Table"));
    table.setTableModel(&model);
    table.setCurrentIndex(model.index(0, FieldsModel::ValueColumn));
    QVERIFY(table.currentIndex().data().toString().size() < longValue.size());
    table.findChild<QAction*>(QStringLiteral("showWholeValue"))->trigger();
    auto* whole = table.findChild<QPlainTextEdit*>(QStringLiteral("wholeValue"));
    QVERIFY(whole);
    QCOMPARE(whole->toPlainText(), QString::fromLatin1(longValue));
    const auto textOf = [](const WholeValueDialog& dialog) { return dialog.findChild<QPlainTextEdit*>(); };
    const WholeValueDialog hostile(QStringLiteral("Name"), QStringLiteral("a\u202Eb\nc"));
    QCOMPARE(textOf(hostile)->toPlainText(), QStringLiteral("a⟨U+202E⟩b\nc"));
    textOf(hostile)->selectAll();
    textOf(hostile)->copy();
    QCOMPARE(copied(), QStringLiteral("a\u202Eb\nc"));
    const WholeValueDialog ofHalf(QStringLiteral("Name"), QString(QChar(0xd800)));
    QCOMPARE(textOf(ofHalf)->toPlainText(), QStringLiteral("⟨U+D800⟩"));
    // A line is laid out as a whole, which takes its time where it is long.
    const WholeValueDialog oneLine(QStringLiteral("Name"), QString(100'000, u'v'));
    QVERIFY(textOf(oneLine)->blockCount() > 10);
    // A payload's key may be its name.
    const WholeValueDialog named(QStringLiteral("$['a\u202Eb']") + QString(5'000, u'c'), QStringLiteral("1"));
    QVERIFY(named.windowTitle().startsWith(QStringLiteral("$['a⟨U+202E⟩b']")));
    QVERIFY(named.windowTitle().size() < 300);
}

/// What is chosen stays in sight, and so does the part of it that is read.
void TestDetailsTables::nothingMovesSidewaysAsTheRoomShrinks()
{
    constexpr int rows = 50;
    constexpr int wide = 2'000; // more than the table has room for
    constexpr int scrolled = 900;
    QStandardItemModel model(rows, 2);
    CopyableTable table(QStringLiteral("table"), QStringLiteral("Table"));
    table.setTableModel(&model);
    table.resize(400, 300);
    table.show();
    table.horizontalHeader()->resizeSection(1, wide);
    const QModelIndex chosen = model.index(table.rowAt(table.viewport()->height() - 1) - 1, 1);
    table.setCurrentIndex(chosen);
    QTRY_VERIFY(table.horizontalScrollBar()->maximum() > scrolled);
    table.horizontalScrollBar()->setValue(scrolled);
    table.resize(400, 200);
    QCOMPARE(table.horizontalScrollBar()->value(), scrolled);
    QVERIFY(table.viewport()->rect().intersects(table.visualRect(chosen)));
}

QTEST_MAIN(TestDetailsTables)
#include "test_detailstables.moc"
