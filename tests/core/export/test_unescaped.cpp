// SPDX-License-Identifier: MIT
#include "core/export/unescaped.h"

#include <QTest>

using namespace kaunt;

class TestUnescaped final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsAndWrites_data();
    void readsAndWrites();
    void escapesWhatHasToBe();
};

void TestUnescaped::readsAndWrites_data()
{
    QTest::addColumn<QByteArray>("written");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* written, const QByteArray& text) {
        QTest::newRow(written) << QByteArray(written) << text;
    };
    row("", "");
    row("a\xff\x80z é", "a\xff\x80z é");
    row(R"(\"a\" \\ \/ \b\f\n\r\t)", "\"a\" \\ / \b\f\n\r\t");
    row(R"(\u0022\u002B\u00E6\u20ac)", "\"+æ€");
    row(R"(\ud83d\ude00)", "\xed\xa0\xbd\xed\xb8\x80");
    row(R"(\u0000a)", QByteArray("\0a", 2));
    row(R"(\d \x41 \u12g4 \U0041)", R"(\d \x41 \u12g4 \U0041)");
    row(R"(\n \)", "\n \\");
    row("\x01\n", "\x01\n");
}

void TestUnescaped::readsAndWrites()
{
    QFETCH(const QByteArray, written);
    const Unescaped unescaped(written);
    QTEST(unescaped.text(), "text");
    QCOMPARE(unescaped.written(unescaped.text()), written);
}

void TestUnescaped::escapesWhatHasToBe()
{
    QCOMPARE(Unescaped("a").written("\"\\\n[é]"), QByteArray(R"(\"\\\u000a[é])"));
    QCOMPARE(Unescaped(R"(\u0022\/)").written("\"/[+]"), QByteArray(R"(\u0022\/[+])"));
}

QTEST_APPLESS_MAIN(TestUnescaped)
#include "test_unescaped.moc"
