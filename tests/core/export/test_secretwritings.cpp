// SPDX-License-Identifier: MIT
#include "core/export/secretwritings.h"

#include <QStringEncoder>
#include <QTest>

using namespace kaunt;

class TestSecretWritings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsEachWriting_data();
    void findsEachWriting();
    void leavesWhatIsAnother_data();
    void leavesWhatIsAnother();
    void findsEachEncoding_data();
    void findsEachEncoding();
    void findsItWithinBase64();
    void readsHostileTextOnce_data();
    void readsHostileTextOnce();
};

namespace {

constexpr char secret[] = "whsec_aB/cd+Ef9 \"zz==";
constexpr char unicode[] = "sm\xc3\xb8r \xf0\x9f\xa6\x8a whsec";

} // namespace

void TestSecretWritings::findsEachWriting_data()
{
    QTest::addColumn<QByteArray>("sought");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](const char* sought, const char* written) {
        QTest::newRow(written) << QByteArray(sought) << QByteArray(written);
    };
    row(secret, secret);
    row(secret, R"(whsec_aB%2Fcd%2BEf9%20%22zz%3D%3D)");
    row(secret, R"(whsec_aB%2fcd%2bEf9+%22zz%3d%3d)");
    row(secret, R"(whsec_aB%252fcd%25252BEf9%20"zz==)");
    row(secret, R"(%77%68sec_aB/cd%2bEf9+"zz%3d=)");
    row(secret, R"(whsec_aB\/cd\u002bEf9 \"zz==)");
    row(secret, R"(\u0077hsec_aB\u002Fcd\u002BEf9\u0020\u0022zz\u003d\u003D)");
    row(secret, R"(whsec_aB\\\/cd\\u002BEf9 \\\"zz==)");
    row(secret, R"(\x77hsec_aB\x2Fcd\x2bEf9 \x22zz==)");
    row(secret, R"(whsec_aB\\x2fcd+Ef9 "zz==)");
    row(secret, "whsec_aB/cd+Ef9 &quot;zz&#61;&#x3D;");
    row(secret, "&#119;hsec_aB&#x002f;cd+Ef9 &#34;zz==");
    row("a<b>'c'&d", "a&lt;b&gt;&apos;c&#39;&amp;d");
    row("a<b>'c'&d", "a<b>'c'&d");
    row(unicode, unicode);
    row(unicode, "sm&#248;r &#x1F98A; whsec");
    row(unicode, R"(sm\xc3\xb8r \xF0\x9f\xa6\x8a whsec)");
    row(unicode, R"(sm\u00f8r \uD83E\udd8a whsec)");
    row(unicode, R"(sm%c3%b8r%20%F0%9F%A6%8a+whsec)");
    row(unicode, "sm\xc3\x83\xc2\xb8r \xc3\xb0\xc2\x9f\xc2\xa6\xc2\x8a whsec");
    row(unicode, R"(sm\u00c3\u00b8r \u00f0\u009f\u00a6\u008a whsec)");
    row("\xff\xfe-whsec", "\\u00ff%FE-whsec");
    row(R"(back\slash)", R"(back\slash)");
    row(R"(back\slash)", R"(back\u005cslash)");
    row(R"(back\slash)", R"(back\\slash)");
    row(R"(back\\slash)", R"(back\\slash)");
    row("per%cent", "per%25cent");
}

void TestSecretWritings::findsEachWriting()
{
    QFETCH(const QByteArray, sought);
    QFETCH(const QByteArray, written);
    QByteArray text = "<" + written + "%" + written + "\\";
    QVERIFY(SecretWritings(sought).replaceIn(text, "*"));
    QCOMPARE(text, "<*%*\\");
}

void TestSecretWritings::leavesWhatIsAnother_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "whsec_aB/cd+Ef9 \"zz=", "WHSEC_aB/cd+Ef9 \"zz==", "whsec_aB%2", "whsec_aB\\u002",
                             "whsec_aB\\", "whsec_aB%2F%", "\\\\\\", "%25%25", "whsec_aB/cd Ef9 \"zz==", "whsec_aB\\x2",
                             "whsec_aB&#47", "whsec_aB&#", "whsec_aB&#x;", "whsec_aB&#4294967343;"})
        QTest::newRow(text) << QByteArray(text);
}

void TestSecretWritings::leavesWhatIsAnother()
{
    QFETCH(const QByteArray, text);
    QByteArray left = text;
    QVERIFY(!SecretWritings(secret).replaceIn(left, "*"));
    QCOMPARE(left, text);
}

void TestSecretWritings::findsEachEncoding_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("left");
    const QByteArray sought(secret);
    const auto url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
    QTest::newRow("base64") << '"' + sought.toBase64() + '"' << QByteArray("\"*\"");
    QTest::newRow("base64 without padding")
        << sought.toBase64(QByteArray::OmitTrailingEquals) + ' ' << QByteArray("* ");
    QTest::newRow("base64url") << sought.toBase64(url) << QByteArray("*");
    QTest::newRow("base64, escaped") << sought.toBase64().replace('/', "\\/").replace('+', "%2B") << QByteArray("*");
    QTest::newRow("hex") << sought.toHex() << QByteArray("*");
    QTest::newRow("HEX") << '<' + sought.toHex().toUpper() + '>' << QByteArray("<*>");
    QByteArray mixed = sought.toHex();
    mixed.replace("2f", "2F");
    QTest::newRow("hEx") << mixed << QByteArray("*");
    QTest::newRow("hex with colons") << sought.toHex(':') << QByteArray("*");
    QTest::newRow("HEX with hyphens") << sought.toHex('-').toUpper() + '-' << QByteArray("*-");
    QTest::newRow("hex with blanks") << ' ' + sought.toHex(' ') << QByteArray(" *");
    QTest::newRow("hex, escaped") << sought.toHex(':').replace(":", "%3A") << QByteArray("*");
    const QByteArray base32("O5UHGZLDL5QUEL3DMQVUKZRZEARHU6R5HU");
    QTest::newRow("base32") << base32 + "======" << QByteArray("*======");
    QTest::newRow("base32, small letters") << '.' + base32.toLower() << QByteArray(".*");
    const auto utf16 = [](const QByteArray& text, QStringConverter::Encoding order) {
        return QByteArray(QStringEncoder(order).encode(QString::fromUtf8(text)));
    };
    QTest::newRow("UTF-16") << utf16('<' + sought + '>', QStringConverter::Utf16LE) << QByteArray("<\0*>\0", 5);
    QTest::newRow("UTF-16, big end") << utf16('<' + sought, QStringConverter::Utf16BE) << QByteArray("\0<*", 3);
}

void TestSecretWritings::findsEachEncoding()
{
    QFETCH(QByteArray, text);
    for (const SecretWritings& encoding : encodingsOf(secret))
        (void)encoding.replaceIn(text, "*");
    QTEST(text, "left");
}

/// Wherever it begins: "user:secret", or a whole file.
void TestSecretWritings::findsItWithinBase64()
{
    const QByteArray sought(secret);
    const std::vector<SecretWritings> encodings = encodingsOf(sought);
    for (qsizetype before = 0; before < 6; ++before) {
        QByteArray text = (QByteArray(before, 'x') + sought + "tail").toBase64();
        const qsizetype size = text.size();
        for (const SecretWritings& encoding : encodings)
            (void)encoding.replaceIn(text, "*");
        QCOMPARE(text.count('*'), 1);
        QVERIFY2(text.size() < size - sought.size(), text.constData());
    }
}

void TestSecretWritings::readsHostileTextOnce_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char* part : {"\\", "%", "%25", "25", "whsec_aB\\", "\\u0077", "\\x77", "&#119;", "&#", "&amp;"})
        QTest::newRow(part) << QByteArray(part);
}

/// A quadratic search takes minutes.
void TestSecretWritings::readsHostileTextOnce()
{
    QFETCH(const QByteArray, part);
    QByteArray text = '%' + part.repeated(300'000 / part.size());
    const QByteArray before = text;
    QVERIFY(!SecretWritings(secret).replaceIn(text, "*"));
    QCOMPARE(text, before);
}

QTEST_GUILESS_MAIN(TestSecretWritings)
#include "test_secretwritings.moc"
