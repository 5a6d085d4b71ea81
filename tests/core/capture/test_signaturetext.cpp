// SPDX-License-Identifier: MIT
#include "core/capture/signaturetext.h"
#include "core/webhook/signature.h"

#include <QTest>

using namespace kaunt;

class TestSignatureText final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesTheDigestInItsWriting_data();
    void replacesTheDigestInItsWriting();
    void findsNothingWhereItIsNot();
    void replacesABeginning();
};

void TestSignatureText::replacesTheDigestInItsWriting_data()
{
    const QByteArray before = hmacSha256("a", "body");
    const QByteArray after = hmacSha256("b", "body");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("expected");
    QTest::newRow("quoted") << '"' + before.toHex() + '"' << '"' + after.toHex() + '"';
    QTest::newRow("time stamp") << "t=17,v1=" + before.toHex() << "t=17,v1=" + after.toHex();
    QTest::newRow("base64 of hex") << before.toHex().toBase64() << after.toHex().toBase64();
    QTest::newRow("hex of base64") << before.toBase64().toHex() << after.toBase64().toHex();
    QTest::newRow("twice") << before.toHex() + ", " + before.toHex() << after.toHex() + ", " + after.toHex();
    QTest::newRow("separated") << before.toHex(':') << after.toHex(':');
    QTest::newRow("SEPARATED") << before.toHex('-').toUpper() << after.toHex('-').toUpper();
}

void TestSignatureText::replacesTheDigestInItsWriting()
{
    QFETCH(const QByteArray, value);
    QFETCH(const QByteArray, expected);
    const auto replaced = withOtherDigest(value, hmacSha256("a", "body"), hmacSha256("b", "body"));
    QVERIFY(replaced);
    QCOMPARE(*replaced, expected);
}

void TestSignatureText::findsNothingWhereItIsNot()
{
    QVERIFY(!withOtherDigest("not a signature", hmacSha256("a", "body"), hmacSha256("b", "body")));
    QVERIFY(!withOtherDigest("", hmacSha256("a", "body"), hmacSha256("b", "body")));
}

void TestSignatureText::replacesABeginning()
{
    const QByteArray before = hmacSha256("a", "body");
    const QByteArray after = hmacSha256("b", "body");
    QCOMPARE(withOtherBeginning("sha256=" + before.toHex().left(40), after), "sha256=" + after.toHex().left(40));
    QCOMPARE(withOtherBeginning(before.toHex().toUpper().left(41), after), after.toHex().toUpper().left(41));
}

QTEST_GUILESS_MAIN(TestSignatureText)
#include "test_signaturetext.moc"
