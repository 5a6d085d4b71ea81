// SPDX-License-Identifier: MIT
#include "tests/ui/bodyviewfixture.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// What is copied of a body: as it came, whatever is shown of it.
class TestBodyCopies : public BodyViewFixture {
    Q_OBJECT

private Q_SLOTS:
    void init() { makeAnew(); }
    void valueAndPathAndAllAreCopied();
    void bytesAreCopiedAsTheirDigits();
    void copiedTextIsTheTrueText();
    void jsonIsCopiedFormatted();
    void jsonThatIsTooLargeToBeFormattedIsCopiedAsItCame();
};

void TestBodyCopies::valueAndPathAndAllAreCopied()
{
    const QByteArray body = R"({"a":[{"b":"x\u0007y"}]})";
    m_view->setBody(body);
    tree()->selectByte(body.indexOf("x"));
    find<QAction>(QStringLiteral("copySelectedValue"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("x\u0007y"));
    find<QAction>(QStringLiteral("copySelectedPath"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("$.a[0].b"));
    find<QAction>(QStringLiteral("copyBody"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(body));
    QTest::keySequence(tree(), QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("x\u0007y"));
}

/// A text would have lost those that are no UTF-8.
void TestBodyCopies::bytesAreCopiedAsTheirDigits()
{
    m_view->setBody(QByteArray("{\"Name\":\"Stra\xDF\x00\xFF\"}", 18));
    m_view->setMode(JsonBodyView::Mode::Bytes);
    find<QAction>(QStringLiteral("copyBody"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("7b 22 4e 61 6d 65 22 3a 22 53 74 72 61 df 00 ff\n22 7d"));
    m_view->setMode(JsonBodyView::Mode::Text);
    m_view->setBody("{}");
    find<QAction>(QStringLiteral("copyBody"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("{}"));
}

void TestBodyCopies::copiedTextIsTheTrueText()
{
    const QByteArray body = "no json \xE2\x80\xAE at all";
    m_view->setBody(body);
    QVERIFY(text()->toPlainText().contains(u"⟨U+202E⟩"));
    text()->selectAll();
    text()->copy();
    QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromUtf8(body));
}

void TestBodyCopies::jsonIsCopiedFormatted()
{
    m_view->setBody(R"({"b":18446744073709551615,"a":[1.50,"æ\u0007"],"b":{}})");
    find<QAction>(QStringLiteral("copyFormatted"))->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("{\n  \"b\": 18446744073709551615,\n  \"a\": [\n    1.50,\n    \"æ\\u0007\"\n  ],\n  "
                            "\"b\": {}\n}"));
}

void TestBodyCopies::jsonThatIsTooLargeToBeFormattedIsCopiedAsItCame()
{
    constexpr int depth = 250; // whose indent stands before each of these elements
    constexpr int count = 150'000;
    const QByteArray body =
        QByteArray("[").repeated(depth) + QByteArray("1,").repeated(count) + "1" + QByteArray("]").repeated(depth);
    for (const auto mode : {JsonBodyView::Mode::Text, JsonBodyView::Mode::Bytes}) {
        m_view->setMode(mode);
        m_view->setBody(body);
        QTRY_VERIFY(!m_view->isReading());
        find<QAction>(QStringLiteral("copyFormatted"))->trigger();
        QVERIFY(QGuiApplication::clipboard()->text() == QString::fromLatin1(body));
        QGuiApplication::clipboard()->clear();
    }
}

QTEST_MAIN(TestBodyCopies)
#include "test_bodycopies.moc"
