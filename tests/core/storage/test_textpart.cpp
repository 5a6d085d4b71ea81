// SPDX-License-Identifier: MIT
#include "core/storage/textpart.h"

#include <QTest>

using namespace kaunt;

/// What contains what, and that the index's text says the same.
class TestTextPart final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsInAnyCase_data();
    void findsInAnyCase();
    void findsWhatEscapesStandFor_data();
    void findsWhatEscapesStandFor();
    void knowsTheBeginning();
    void onlyTwoLettersFoldIntoAscii();
};

void TestTextPart::findsInAnyCase_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<bool>("isIn");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& part, bool isIn) {
        QTest::newRow(name) << text << part << isIn;
    };
    row("nothing is in all", "", "", true);
    row("the same", "nordlys", "nordlys", true);
    row("ASCII", "Nordlys A/S", "DLYS a", true);
    row("at the end", "aaab", "AB", true);
    row("a repeated beginning", "aabaabaac", "aabaac", true);
    row("longer than the text", "nord", "nordlys", false);
    row("no wildcard", "nordlys", "n_r%", false);
    row("Danish", "Østerbro Bageri", "østerbro", true);
    row("Danish, the other way", "østerbro bageri", "ØSTERBRO B", true);
    row("ASCII beside Danish", "Østerbro Bageri", "BAGERI", true);
    row("Greek", "ΣΊΣΥΦΟΣ", "σίσυφος", true);
    row("outside the basic plane", "\xf0\x90\x90\x80", "\xf0\x90\x90\xa8", true); // U+10400, U+10428
    row("an accent is a letter", "cafe", "café", false);
    row("a letter that folds into ASCII", "\xe2\x84\xaa 5", "k 5", true);
    row("another one", "\xc5\xbf", "S", true);
    row("beside what is no UTF-8", "\xff\xfe caf\xc3\xa9 \xc3", "CAFÉ", true);
    row("ASCII beside what is no UTF-8", "\xff\xc3Nord", "nord", true);
    row("behind a zero byte", QByteArray("a\0b", 3), "B", true);
}

void TestTextPart::findsInAnyCase()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, part);
    QFETCH(const bool, isIn);
    QCOMPARE(TextPart(part).isIn(text), isIn);
    QCOMPARE(TextPart(part).isInJson(text), isIn);
    QCOMPARE(foldedText(text).contains(foldedText(part)), isIn);
    QCOMPARE(foldedJson(text).contains(foldedText(part)), isIn);
}

void TestTextPart::findsWhatEscapesStandFor_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("part");
    QTest::addColumn<bool>("isIn");
    const auto row = [](const char* name, const QByteArray& text, const QByteArray& part, bool isIn) {
        QTest::newRow(name) << text << part << isIn;
    };
    row("a letter", R"({"a":"N\u00f8rrebro"})", "NØRREBRO", true);
    row("capital digits", R"("N\u00D8RREBRO")", "nørrebro", true);
    row("as it stands", R"("N\u00f8rrebro")", "n\\U00F8rre", true);
    row("a pair", R"("\uD83D\uDE80 now")", "🚀 N", true);
    row("half a pair", R"("\ud83d now")", "\xef\xbf\xbd NOW", true);
    row("half a pair and a letter", R"("\ud83d\u00f8")", "Ø", true);
    row("short escapes", R"("a\"b\\c\/d\te")", "A\"b\\c/d\tE", true);
    row("no escape", R"("\x \u00g8 \u00f)", "\\U00G8 \\U00F", true);
    row("a sign in front of digits", R"("\u+0f8")", "\xc3\xb8", false);
    row("an escaped backslash", R"("\\u00f8")", "\xc3\xb8", false);
    row("a backslash at the end", "abc\\", "BC\\", true);
    row("something else", R"("N\u00f8rrebro")", "nørrebrø", false);
}

void TestTextPart::findsWhatEscapesStandFor()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, part);
    QFETCH(const bool, isIn);
    QCOMPARE(TextPart(part).isInJson(text), isIn);
    QCOMPARE(foldedJson(text).contains(foldedText(part)), isIn);
}

void TestTextPart::knowsTheBeginning()
{
    QVERIFY(TextPart("6D1f").begins("6d1F0b7e"));
    QVERIFY(!TextPart("d1f").begins("6d1f0b7e"));
    QVERIFY(!TextPart("6d1f0b7e-").begins("6d1f0b7e"));
    QVERIFY(TextPart("kø").begins("\xe2\x84\xaaØ-1"));
    QVERIFY(TextPart("").begins(""));
}

/// What the quick way for ASCII relies on.
void TestTextPart::onlyTwoLettersFoldIntoAscii()
{
    QList<char32_t> found;
    for (char32_t letter = 0x80; letter <= QChar::LastValidCodePoint; ++letter) {
        if (QChar::toCaseFolded(letter) < 0x80)
            found.append(letter);
    }
    QCOMPARE(found, (QList<char32_t>{0x17f, 0x212a}));
}

QTEST_GUILESS_MAIN(TestTextPart)
#include "test_textpart.moc"
