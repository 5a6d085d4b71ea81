// SPDX-License-Identifier: MIT
#include "core/webhook/bodycontent.h"
#include "core/webhook/brotlicoding.h"
#include "core/webhook/zstandardcoding.h"
#include "tests/support/gzipped.h"

#include <QStringConverter>
#include <QTest>

#include <zlib.h>

using namespace kaunt;
using namespace kaunt::test;

namespace {

using Form = BodyContent::Form;
using Unpacking = BodyContent::Unpacking;

} // namespace

class TestBodyContent : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void saysWhatABodyIs_data();
    void saysWhatABodyIs();
    void unpacks_data();
    void unpacks();
    void unpacksNoMoreThanIsAllowed_data();
    void unpacksNoMoreThanIsAllowed();
    void showsOtherCharsetsAsUtf8_data();
    void showsOtherCharsetsAsUtf8();
    void believesAnXmlDeclaration();
    void readsFormFields();
    void tellsWhatTheBytesDoNotHave();
    void keepsPercentSignsThatEncodeNothing();
    void readsFormParts();
    void readsFormPartsByTheirBoundary_data();
    void readsFormPartsByTheirBoundary();
    void endsFormPartsAtWholeLines();
    void readsNoEndlessForm();
    void namesTheRootElement();
};

void TestBodyContent::saysWhatABodyIs_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<Form>("form");
    QTest::newRow("nothing") << QByteArray() << QByteArray("application/json") << Form::Empty;
    QTest::newRow("json") << QByteArray(" {\"a\":1}") << QByteArray() << Form::Json;
    QTest::newRow("json under another type") << QByteArray("[1]") << QByteArray("text/plain") << Form::Json;
    QTest::newRow("half of it") << QByteArray("{\"a\"") << QByteArray() << Form::Json;
    QTest::newRow("a scalar") << QByteArray("17") << QByteArray("application/problem+json") << Form::Json;
    QTest::newRow("behind a byte-order mark")
        << QByteArray("\xEF\xBB\xBF{}") << QByteArray("application/x-www-form-urlencoded") << Form::Json;
    QTest::newRow("form") << QByteArray("a=1&b=%20") << QByteArray() << Form::FormData;
    QTest::newRow("form by its type") << QByteArray("a b") << QByteArray("application/x-www-form-urlencoded; x=1")
                                      << Form::FormData;
    QTest::newRow("form in parts") << QByteArray("--x\r\ncontent-disposition: form-data; name=a\r\n\r\n1\r\n--x--")
                                   << QByteArray() << Form::FormParts;
    QTest::newRow("form in parts by its type")
        << QByteArray("--x\r\nX: y\r\n") << QByteArray("multipart/form-data; boundary=x") << Form::FormParts;
    QTest::newRow("a line of hyphens") << QByteArray("-----BEGIN X-----\nAAAA\n") << QByteArray() << Form::Text;
    QTest::newRow("a sentence with =") << QByteArray("it is = to") << QByteArray() << Form::Text;
    QTest::newRow("xml") << QByteArray("<?xml version=\"1.0\"?><a/>") << QByteArray() << Form::Xml;
    QTest::newRow("text") << QByteArray("Bad Gateway") << QByteArray() << Form::Text;
    QTest::newRow("latin-1 text") << QByteArray("Sm\xf8rrebr\xf8"
                                                "d")
                                  << QByteArray() << Form::Text;
    QTest::newRow("binary") << QByteArray("\0\1\2\3\4\5\6\7", 8) << QByteArray("application/json") << Form::Binary;
    QTest::newRow("pdf") << QByteArray("%PDF-1.7\n…") << QByteArray() << Form::Binary;
}

void TestBodyContent::saysWhatABodyIs()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, type);
    QFETCH(const Form, form);
    const BodyContent content = readBodyContent(body, {{"Content-Type", type}});
    QCOMPARE(content.form, form);
    QCOMPARE(content.bytes, body);
    QCOMPARE(content.unpacking, Unpacking::None);
}

void TestBodyContent::unpacks_data()
{
    const QByteArray plain = R"({"Id":"6d1f"})";
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<Unpacking>("unpacking");
    QTest::addColumn<QByteArray>("bytes");
    const QByteArray gzip = gzipped(plain);
    QTest::newRow("gzip") << gzip << QByteArray("gzip") << Unpacking::Whole << plain;
    QTest::newRow("x-gzip") << gzip << QByteArray("X-GZip") << Unpacking::Whole << plain;
    QTest::newRow("by its first bytes") << gzip << QByteArray() << Unpacking::Whole << plain;
    QTest::newRow("zlib") << packed(plain, MAX_WBITS) << QByteArray("deflate") << Unpacking::Whole << plain;
    QTest::newRow("raw deflate") << packed(plain, -MAX_WBITS) << QByteArray("deflate") << Unpacking::Whole << plain;
    QTest::newRow("of two members") << gzipped(plain.first(5)) + gzipped(plain.sliced(5)) << QByteArray("gzip")
                                    << Unpacking::Whole << plain;
    QTest::newRow("and more behind") << gzip + plain << QByteArray("gzip") << Unpacking::Damaged << gzip + plain;
    QTest::newRow("cut in the second member")
        << gzip + gzip.first(12) << QByteArray("gzip") << Unpacking::Damaged << gzip + gzip.first(12);
    QTest::newRow("cut off") << gzip.first(12) << QByteArray("gzip") << Unpacking::Damaged << gzip.first(12);
    QTest::newRow("not at all") << plain << QByteArray("gzip") << Unpacking::Damaged << plain;
    // zlib.brotliCompressSync of Node 20, and level 3 of zstd 1.5.4 without its checksum.
    const auto brotli = QByteArray::fromHex("0b06807b224964223a2236643166227d03");
    const auto zstandard = QByteArray::fromHex("28b52ffd200d6900007b224964223a2236643166227d");
    QTest::newRow("brotli") << brotli << QByteArray("BR") << Unpacking::Whole << plain;
    QTest::newRow("brotli, not said") << brotli << QByteArray() << Unpacking::None << brotli;
    QTest::newRow("brotli, and more behind")
        << brotli + plain << QByteArray("br") << Unpacking::Damaged << brotli + plain;
    QTest::newRow("brotli, cut off") << brotli.chopped(1) << QByteArray("br") << Unpacking::Damaged
                                     << brotli.chopped(1);
    QTest::newRow("no brotli") << plain << QByteArray("br") << Unpacking::Damaged << plain;
    QTest::newRow("zstd") << zstandard << QByteArray("zstd") << Unpacking::Whole << plain;
    QTest::newRow("zstd by its first bytes") << zstandard << QByteArray() << Unpacking::Whole << plain;
    QTest::newRow("zstd of two frames") << zstandard + zstandard << QByteArray("zstd") << Unpacking::Whole
                                        << plain + plain;
    QTest::newRow("zstd, and more behind")
        << zstandard + plain << QByteArray("zstd") << Unpacking::Damaged << zstandard + plain;
    QTest::newRow("zstd, cut off") << zstandard.chopped(1) << QByteArray("zstd") << Unpacking::Damaged
                                   << zstandard.chopped(1);
    QTest::newRow("zstd, cut in the second frame") << zstandard + zstandard.chopped(9) << QByteArray("zstd")
                                                   << Unpacking::Damaged << zstandard + zstandard.chopped(9);
    // A frame's head and an empty last block; the window's bits stand in the sixth byte (RFC 8878 section 3.1.1.1.2).
    const auto frameWithWindow = [](char bits) -> QByteArray {
        return zstandardMark.toByteArray() + '\0' + static_cast<char>((bits - 10) << 3);
    };
    const QByteArray emptyBlock("\1\0\0", 3);
    QTest::newRow("zstd with the largest window")
        << frameWithWindow(23) + emptyBlock << QByteArray("zstd") << Unpacking::Whole << QByteArray();
    QTest::newRow("zstd that asks for more") << frameWithWindow(24) + emptyBlock << QByteArray("zstd")
                                             << Unpacking::Damaged << frameWithWindow(24) + emptyBlock;
    QTest::newRow("another coding") << plain << QByteArray("compress") << Unpacking::Unknown << plain;
    QTest::newRow("identity") << plain << QByteArray("identity") << Unpacking::None << plain;
}

void TestBodyContent::unpacks()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, coding);
    QFETCH(const Unpacking, unpacking);
    QFETCH(const QByteArray, bytes);
    HeaderList headers;
    if (!coding.isEmpty())
        headers.append({"Content-Encoding", coding});
    const BodyContent content = readBodyContent(body, headers);
    QCOMPARE(content.unpacking, unpacking);
    QCOMPARE(content.bytes, bytes);
}

void TestBodyContent::unpacksNoMoreThanIsAllowed_data()
{
    const QByteArray blanks(1'000'000, ' ');
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("coding");
    QTest::newRow("gzip") << gzipped(blanks) << QByteArray("gzip");
    QTest::newRow("brotli") << packedBrotli(blanks, 5).value() << QByteArray("br");
    QTest::newRow("zstd") << packedZstandard(blanks, 3).value() << QByteArray("zstd");
}

void TestBodyContent::unpacksNoMoreThanIsAllowed()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, coding);
    const BodyContent content = readBodyContent(body, {{"Content-Encoding", coding}}, 1'000);
    QCOMPARE(content.unpacking, Unpacking::Cut);
    QCOMPARE(content.bytes.size(), 1'000);
}

void TestBodyContent::tellsWhatTheBytesDoNotHave()
{
    constexpr qsizetype most = 1'000;
    QCOMPARE(textBesideBytes("{\"a\":1}", {{"Content-Type", "application/json"}}, most), QByteArray());
    QCOMPARE(textBesideBytes("plain", {{"Content-Encoding", "br"}}, most), QByteArray());
    QCOMPARE(textBesideBytes(gzipped("{\"a\":1}"), {{"Content-Encoding", "gzip"}}, most), QByteArray("{\"a\":1}"));
    QCOMPARE(textBesideBytes(gzipped(QByteArray(2'000, ' ')), {{"Content-Encoding", "gzip"}}, most).size(), most);
    QCOMPARE(textBesideBytes(QByteArray::fromHex("0b03807b2261223a317d03"), {{"Content-Encoding", "br"}}, most),
             QByteArray("{\"a\":1}"));
    QCOMPARE(textBesideBytes("b=hello+world&c=%C3%A6", {}, most), QByteArray("\nb=hello world\nc=\xc3\xa6"));
    QCOMPARE(textBesideBytes(gzipped("a=1+2"), {{"Content-Encoding", "gzip"}}, most), QByteArray("a=1+2\na=1 2"));
}

void TestBodyContent::showsOtherCharsetsAsUtf8_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("charset");
    QTest::addColumn<QByteArray>("shown");
    const QString text = QStringLiteral("{\"a\":\"æ\"}");
    const QByteArray utf8 = text.toUtf8();
    const auto in = [&text](QStringConverter::Encoding encoding, QStringConverter::Flag flag) {
        QStringEncoder encoder(encoding, flag);
        QByteArray bytes = encoder.encode(text);
        return bytes;
    };
    using Encoding = QStringConverter::Encoding;
    using Flag = QStringConverter::Flag;
    const QByteArray bare = in(Encoding::Utf16LE, Flag::Default);
    const QByteArray latin = in(Encoding::Latin1, Flag::Default);
    QTest::newRow("UTF-16 with a mark") << in(Encoding::Utf16LE, Flag::WriteBom) << QByteArray()
                                        << QByteArray("UTF-16LE") << utf8;
    QTest::newRow("the other way round") << in(Encoding::Utf16BE, Flag::WriteBom) << QByteArray()
                                         << QByteArray("UTF-16BE") << utf8;
    QTest::newRow("said to be UTF-16") << bare << QByteArray("application/json; charset=\"UTF-16LE\"; x=1")
                                       << QByteArray("UTF-16LE") << utf8;
    QTest::newRow("said without a semicolon")
        << bare << QByteArray("text/xml charset=UTF-16LE; x=1") << QByteArray("UTF-16LE") << utf8;
    QTest::newRow("said alone") << bare << QByteArray("charset=utf-16le") << QByteArray("UTF-16LE") << utf8;
    QTest::newRow("said with half of its quotes")
        << bare << QByteArray("text/xml; charset=utf-16le\"") << QByteArray("UTF-16LE") << utf8;
    QTest::newRow("said by mistake") << utf8 << QByteArray("application/json; charset=utf-16") << QByteArray() << utf8;
    QTest::newRow("said by nobody") << bare << QByteArray() << QByteArray() << bare;
    QTest::newRow("Latin-1") << latin << QByteArray("text/plain;charset=iso-8859-1") << QByteArray("ISO-8859-1")
                             << utf8;
    QTest::newRow("UTF-8 that is said to be Latin-1")
        << utf8 << QByteArray("text/plain; charset=iso-8859-1") << QByteArray() << utf8;
    QTest::newRow("UTF-8") << utf8 << QByteArray("application/json; charset=utf-8") << QByteArray() << utf8;
    QTest::newRow("UTF-8 with a mark") << "\xef\xbb\xbf" + utf8 << QByteArray() << QByteArray()
                                       << "\xef\xbb\xbf" + utf8;
    const QByteArray picture = QByteArray::fromHex("89504e470d0a1a0a0000000d49484452ff");
    QTest::newRow("no text") << picture << QByteArray("image/png; charset=iso-8859-1") << QByteArray() << picture;
}

void TestBodyContent::showsOtherCharsetsAsUtf8()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, charset);
    QFETCH(const QByteArray, shown);
    const HeaderList headers{{"Content-Type", type}};
    const BodyContent content = readShownContent(body, headers);
    QCOMPARE(content.charset, charset);
    QCOMPARE(content.bytes, shown);
    QCOMPARE(readBodyContent(body, headers).bytes, body); // as it came
    constexpr qsizetype most = 1'000;
    QCOMPARE(textBesideBytes(body, headers, most), charset.isEmpty() ? QByteArray() : shown);
}

void TestBodyContent::believesAnXmlDeclaration()
{
    const BodyContent content =
        readShownContent("<?xml version='1.0' encoding=\"ISO-8859-1\"?><a>Sm\xf8r</a>", HeaderList());
    QCOMPARE(content.charset, QByteArray("ISO-8859-1"));
    QVERIFY2(content.bytes.endsWith("<a>Smør</a>"), content.bytes.constData());
    const QByteArray utf8 = "<?xml version='1.0' encoding='ISO-8859-1'?><a>Smør</a>";
    QCOMPARE(readShownContent(utf8, HeaderList()).bytes, utf8); // said by mistake
}

void TestBodyContent::readsFormFields()
{
    const QList<FormField> fields =
        readBodyContent("a=1+2&b=%C3%A6&a=&flag&&c=x=y", {{"content-type", "application/x-www-form-urlencoded"}})
            .fields;
    const QList<FormField> expected{{QStringLiteral("a"), QStringLiteral("1 2")},
                                    {QStringLiteral("b"), QStringLiteral("æ")},
                                    {QStringLiteral("a"), QString()},
                                    {QStringLiteral("flag"), QString()},
                                    {QStringLiteral("c"), QStringLiteral("x=y")}};
    QCOMPARE(fields, expected);
}

void TestBodyContent::keepsPercentSignsThatEncodeNothing()
{
    const QList<FormField> fields = readBodyContent("r=%G1&bad=%zz&end=%4&one=%&mixed=%%41%7e",
                                                    {{"content-type", "application/x-www-form-urlencoded"}})
                                        .fields;
    const QList<FormField> expected{{QStringLiteral("r"), QStringLiteral("%G1")},
                                    {QStringLiteral("bad"), QStringLiteral("%zz")},
                                    {QStringLiteral("end"), QStringLiteral("%4")},
                                    {QStringLiteral("one"), QStringLiteral("%")},
                                    {QStringLiteral("mixed"), QStringLiteral("%A~")}};
    QCOMPARE(fields, expected);
}

void TestBodyContent::readsFormParts()
{
    const QByteArray parts = "--b-1\r\n"
                             "Content-Disposition: form-data; name=\"Id\"\r\n\r\n6d1f\r\n"
                             "--b-1\r\n"
                             "Content-Type: text/plain\r\n"
                             "content-disposition: form-data; filename=\"a=1&b.txt\"; name=\"file\"\r\n\r\n"
                             "one\r\n\r\n--b\r\n\xc3\xa6\r\n";
    const QList<FormField> expected{{QStringLiteral("Id"), QStringLiteral("6d1f")},
                                    {QStringLiteral("file"), QStringLiteral("one\r\n\r\n--b\r\næ")}};
    QCOMPARE(readBodyContent(parts + "--b-1--\r\n", {}).fields, expected);
    QCOMPARE(readBodyContent(parts.chopped(2), {}).fields, expected); // cut off
    QByteArray withLineFeeds = parts.first(parts.indexOf("--b-1", 1));
    withLineFeeds.replace("\r\n", "\n");
    QCOMPARE(readBodyContent(withLineFeeds + "--b-1--\n", {}).fields, expected.first(1));
}

void TestBodyContent::readsFormPartsByTheirBoundary_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("body");
    const QByteArray of = "multipart/form-data; boundary=";
    QTest::newRow("behind a preamble") << of + "b"
                                       << QByteArray("To whom it concerns\r\n\r\n--b\r\nContent-Disposition: "
                                                     "form-data; name=Id\r\n\r\n6d1f\r\n--b--\r\n");
    QTest::newRow("quoted") << of + "\"a b\""
                            << QByteArray("--a b\r\ncontent-disposition:form-data;name=Id\r\n\r\n6d1f\r\n--a b--");
    QTest::newRow("another line first")
        << of + "b" << QByteArray("--x\r\n\r\n--b\r\nContent-Disposition: form-data; name=\"Id\"\r\n\r\n6d1f\r\n--b--");
    QTest::newRow("with blanks behind it")
        << of + "b"
        << QByteArray("--b \t\r\nContent-Disposition: form-data;\r\n name*=UTF-8''%49d\r\n\r\n6d1f\r\n--b-- \r\n");
    QTest::newRow("before an epilogue")
        << QByteArray()
        << QByteArray("--b\r\nContent-Disposition: form-data; name=Id\r\n\r\n6d1f\r\n--b--\r\n\r\nBye.\r\n\r\n");
    QTest::newRow("another boundary than it says")
        << of + "c" << QByteArray("--b\r\nContent-Disposition: form-data; name=Id\r\n\r\n6d1f\r\n--b--\r\n");
    QTest::newRow("named by its disposition alone")
        << of + "b"
        << QByteArray(
               "--b\r\nContent-Type: text/plain; name=a\r\nContent-Disposition: form-data; filename=\"c; name=d\"; "
               "name=Id\r\n\r\n6d1f\r\n--b--\r\n");
}

/// RFC 2046 section 5.1.1, RFC 7578 section 4.
void TestBodyContent::readsFormPartsByTheirBoundary()
{
    QFETCH(const QByteArray, type);
    QFETCH(const QByteArray, body);
    const BodyContent content = readBodyContent(body, {{"Content-Type", type}});
    QCOMPARE(content.form, Form::FormParts);
    QCOMPARE(content.fields, (QList<FormField>{{QStringLiteral("Id"), QStringLiteral("6d1f")}}));
}

/// And no line that goes on behind a boundary is one.
void TestBodyContent::endsFormPartsAtWholeLines()
{
    const QByteArray body = "--b\r\nContent-Disposition: form-data; name=Id\r\n\r\na\r\n--bc\r\nd\r\n--b\r\n"
                            "Content-Disposition: form-data; name=empty\r\n\r\n\r\n--b--";
    QCOMPARE(
        readBodyContent(body, {}).fields,
        (QList<FormField>{{QStringLiteral("Id"), QStringLiteral("a\r\n--bc\r\nd")}, {QStringLiteral("empty"), {}}}));
}

void TestBodyContent::readsNoEndlessForm()
{
    QCOMPARE(readBodyContent(QByteArray("a=1&").repeated(5'000), {}).fields.size(), 1'000);
    const QByteArray part = "--b\nContent-Disposition: form-data; name=a\n\n1\n";
    QCOMPARE(readBodyContent(part.repeated(5'000), {}).fields.size(), 1'000);
    constexpr qsizetype megabyte = qsizetype{1} << 20; // a quadratic search takes minutes
    for (const QByteArray& hostile :
         {QByteArray("--b\n"), QByteArray("--b\n\n"), QByteArray("--b \t"), part.chopped(3)})
        QVERIFY(readBodyContent(part + hostile.repeated(megabyte / hostile.size()), {}).fields.size() <= 1'000);
}

void TestBodyContent::namesTheRootElement()
{
    QCOMPARE(readBodyContent("<!-- x --><s:Envelope xmlns:s=\"urn:s\"><b/></s:Envelope>", {}).kind,
             QStringLiteral("s:Envelope"));
    QVERIFY(readBodyContent("<<", {}).kind.isEmpty());
    const QByteArray entity = "<!DOCTYPE a [<!ENTITY % p '" + QByteArray(1'000, ' ') + "'>";
    QCOMPARE(readBodyContent(entity + "]><a/>", {}).kind, QStringLiteral("a"));
    QVERIFY(readBodyContent(entity + "%p;]><a/>", {}).kind.isEmpty()); // not expanded
}

QTEST_GUILESS_MAIN(TestBodyContent)
#include "test_bodycontent.moc"
