// SPDX-License-Identifier: MIT
#include "core/webhook/brotlicoding.h"
#include "core/webhook/contentchange.h"
#include "core/webhook/inflated.h"
#include "core/webhook/zstandardcoding.h"
#include "tests/support/gzipped.h"

#include <QStringEncoder>
#include <QTest>

#include <zlib.h>

using namespace kaunt;
using namespace kaunt::test;

namespace {

void change(QByteArray& bytes, BodyContent::Form /*form*/)
{
    bytes.replace("old", "new");
}

/// What is packed by DEFLATE has a header then, whether it had one before or not.
QByteArray unpacked(const QByteArray& body, const QByteArray& coding)
{
    constexpr qsizetype most = 1'000;
    if (coding == "br")
        return unpackedBrotli(body, most).bytes;
    return body.startsWith(zstandardMark) ? unpackedZstandard(body, most).bytes
                                          : inflated(body, DeflateFormat::ZlibOrGzip, most).bytes;
}

} // namespace

class TestContentChange final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void changesWhatIsPacked_data();
    void changesWhatIsPacked();
    void changesOtherCharsets_data();
    void changesOtherCharsets();
    void keepsWhatIsNotChanged();
    void saysWhatFormItHas();
    void refusesWhatCannotBeRead_data();
    void refusesWhatCannotBeRead();
};

void TestContentChange::changesWhatIsPacked_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("coding");
    QTest::addColumn<int>("layers");
    QTest::newRow("plain") << QByteArray("{old}") << QByteArray() << 0;
    QTest::newRow("gzip") << gzipped("{old}") << QByteArray("gzip") << 1;
    QTest::newRow("gzip, not said") << gzipped("{old}") << QByteArray() << 1;
    QTest::newRow("deflate") << packed("{old}", MAX_WBITS) << QByteArray("deflate") << 1;
    QTest::newRow("bare deflate") << packed("{old}", -MAX_WBITS) << QByteArray("deflate") << 1;
    QTest::newRow("gzip, of members") << gzipped("") + gzipped("{o") + gzipped("ld}") << QByteArray("gzip") << 1;
    QTest::newRow("gzip twice") << gzipped(gzipped("{old}")) << QByteArray("gzip") << 2;
    QTest::newRow("brotli") << QByteArray("\x0b\x02\x80{old}\x03") << QByteArray("br") << 1;
    QTest::newRow("zstd") << packedZstandard("{old}", 1).value() << QByteArray("zstd") << 1;
    QTest::newRow("zstd, not said") << packedZstandard("{old}", 1).value() << QByteArray() << 1;
    QTest::newRow("text that is said to be gzip") << QByteArray("{old}") << QByteArray("gzip") << 0;
    QTest::newRow("text of a coding that is none") << QByteArray("{old}") << QByteArray("utf-8") << 0;
}

void TestContentChange::changesWhatIsPacked()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, coding);
    const HeaderList headers = coding.isEmpty() ? HeaderList() : HeaderList{{"Content-Encoding", coding}};
    auto changed = withChangedContent(body, headers, change);
    QVERIFY(changed);
    QFETCH(const int, layers);
    for (int layer = 0; layer < layers; ++layer)
        *changed = unpacked(*changed, coding);
    QCOMPARE(*changed, QByteArray("{new}"));
}

void TestContentChange::changesOtherCharsets_data()
{
    using Encoding = QStringConverter::Encoding;
    using Flag = QStringConverter::Flag;
    QTest::addColumn<QStringConverter::Encoding>("encoding");
    QTest::addColumn<QStringConverter::Flag>("flag");
    QTest::addColumn<QByteArray>("charset");
    QTest::newRow("UTF-16, marked") << Encoding::Utf16LE << Flag::WriteBom << QByteArray("utf-8");
    QTest::newRow("UTF-16, big end, marked") << Encoding::Utf16BE << Flag::WriteBom << QByteArray("utf-8");
    QTest::newRow("UTF-16, said") << Encoding::Utf16LE << Flag::Default << QByteArray("utf-16le");
    QTest::newRow("UTF-32, marked") << Encoding::Utf32LE << Flag::WriteBom << QByteArray("utf-8");
    QTest::newRow("Latin-1") << Encoding::Latin1 << Flag::Default << QByteArray("iso-8859-1");
}

void TestContentChange::changesOtherCharsets()
{
    QFETCH(const QStringConverter::Encoding, encoding);
    QFETCH(const QStringConverter::Flag, flag);
    QFETCH(const QByteArray, charset);
    const auto written = [&](const QString& text) { return QByteArray(QStringEncoder(encoding, flag).encode(text)); };
    const HeaderList headers{{"Content-Type", "application/json; charset=" + charset}};
    const QByteArray body = written(QString::fromUtf8("{\"\u00e6\":\"old\"}"));
    QCOMPARE(withChangedContent(body, headers, change), written(QString::fromUtf8("{\"\u00e6\":\"new\"}")));
    const QByteArray other = written(QString::fromUtf8("{\"\u00e6\":1}"));
    QCOMPARE(withChangedContent(other, headers, change), other);
}

/// Other packers pack otherwise, and a signature is of their bytes.
void TestContentChange::keepsWhatIsNotChanged()
{
    for (const QByteArray& body : {gzipped("{}"), packed("{}", MAX_WBITS), gzipped(gzipped("{}"))})
        QCOMPARE(withChangedContent(body, {{"Content-Encoding", "gzip"}}, change), body);
}

void TestContentChange::saysWhatFormItHas()
{
    QList<BodyContent::Form> forms;
    const auto keep = [&forms](QByteArray& /*bytes*/, BodyContent::Form form) { forms.append(form); };
    const HeaderList headers{{"Content-Type", "application/x-www-form-urlencoded"}, {"Content-Encoding", "gzip"}};
    QVERIFY(withChangedContent(gzipped("a b=c"), headers, keep));
    QVERIFY(withChangedContent("{\"a\":\"b=c\"}", headers.first(1), keep));
    QCOMPARE(forms, (QList<BodyContent::Form>{BodyContent::Form::FormData, BodyContent::Form::Json}));
}

void TestContentChange::refusesWhatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("coding");
    QTest::newRow("cut") << gzipped("{old}").chopped(9) << QByteArray("gzip");
    QTest::newRow("more behind") << gzipped("{}") + "{old}" << QByteArray("gzip");
    QTest::newRow("unknown") << QByteArray("\x1f\x9d\x90{old}") << QByteArray("compress");
    QTest::newRow("brotli, cut") << QByteArray("\x0b\x02\x80{old}") << QByteArray("br");
    const QByteArray blanks(20'000'000, ' ');
    QTest::newRow("bomb") << gzipped(blanks) << QByteArray("gzip");
    QTest::newRow("bomb of brotli") << packedBrotli(blanks, 5).value() << QByteArray("br");
    QTest::newRow("bomb of zstd") << packedZstandard(blanks, 3).value() << QByteArray("zstd");
    QTest::newRow("too often") << gzipped(gzipped(gzipped(gzipped("{old}")))) << QByteArray("gzip");
}

void TestContentChange::refusesWhatCannotBeRead()
{
    QFETCH(const QByteArray, body);
    QFETCH(const QByteArray, coding);
    QVERIFY(!withChangedContent(body, {{"Content-Encoding", coding}}, change));
}

QTEST_APPLESS_MAIN(TestContentChange)
#include "test_contentchange.moc"
