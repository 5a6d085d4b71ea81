// SPDX-License-Identifier: MIT
#include "core/export/deliverylines.h"
#include "core/export/linewriter.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace kaunt;

class TestDeliveryLines final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsTimes_data();
    void tellsTimes();
    void escapesWhatJsonAsks_data();
    void escapesWhatJsonAsks();
    void isOneLineForEveryReader();
};

/// One after the other, as what is the same as before is not made again.
void TestDeliveryLines::tellsTimes_data()
{
    QTest::addColumn<qint64>("utcMillis");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](qint64 utcMillis, const QByteArray& text) {
        QTest::addRow("%lld", static_cast<long long>(utcMillis)) << utcMillis << text;
    };
    row(1'769'864'531'123, "2026-01-31T13:02:11.123Z");
    row(1'769'864'531'004, "2026-01-31T13:02:11.004Z");
    row(1'769'864'532'004, "2026-01-31T13:02:12.004Z");
    row(0, "1970-01-01T00:00:00.000Z");
    row(999, "1970-01-01T00:00:00.999Z");
    row(-1, "1969-12-31T23:59:59.999Z");
    row(-1'000, "1969-12-31T23:59:59.000Z");
    row(253'402'300'799'999, "9999-12-31T23:59:59.999Z");
    row(253'402'300'800'000, "");
    row(253'402'300'800'001, "");
    row(1, "1970-01-01T00:00:00.001Z");
}

void TestDeliveryLines::tellsTimes()
{
    QFETCH(const qint64, utcMillis);
    QFETCH(const QByteArray, text);
    QCOMPARE(utcText(utcMillis), text);
}

void TestDeliveryLines::escapesWhatJsonAsks_data()
{
    QTest::addColumn<QChar>("character");
    QTest::addColumn<QByteArray>("written");
    const auto row = [](char16_t character, const QByteArray& written) {
        QTest::addRow("%x", static_cast<unsigned>(character)) << QChar(character) << written;
    };
    for (char16_t control = 0; control < u' '; ++control) {
        static const QHash<char16_t, QByteArray> letters{
            {u'\b', "\\b"}, {u'\t', "\\t"}, {u'\n', "\\n"}, {u'\f', "\\f"}, {u'\r', "\\r"}};
        const QByteArray number = "\\u" + QByteArray::number(control, 16).toUpper().rightJustified(4, '0');
        row(control, letters.value(control, number));
    }
    row(u'"', "\\\"");
    row(u'\\', "\\\\");
    for (const char16_t plain : {u' ', u'!', u'#', u'/', u'[', u']', u'~', u'\x7f'})
        row(plain, QByteArray(1, static_cast<char>(plain)));
    row(0x80, "\xC2\x80");
    row(0xE9, "\xC3\xA9");
    row(0x122, "\xC4\xA2"); // 0x22 would be a quote
    row(0x15C, "\xC5\x9C"); // 0x5C would be a backslash
    row(0x20AC, "\xE2\x82\xAC");
    row(0xFFFD, "\xEF\xBF\xBD");
}

/// Wherever it stands, in texts of all lengths that are looked at in pieces.
void TestDeliveryLines::escapesWhatJsonAsks()
{
    QFETCH(const QChar, character);
    QFETCH(const QByteArray, written);
    constexpr qsizetype longest = 40;
    for (qsizetype length = 1; length <= longest; ++length) {
        for (qsizetype at = 0; at < length; ++at) {
            const QByteArray before(at, 'a');
            const QByteArray after(length - 1 - at, 'z');
            const QString text = QString::fromLatin1(before) + character + QString::fromLatin1(after);
            const QByteArray quoted = '"' + before + written + after + '"';
            LineWriter writer;
            writer.key("string").text(text);
            writer.key("bytes").text(text.toUtf8());
            QCOMPARE(writer.line(), "{\"string\":" + quoted + ",\"bytes\":" + quoted + '}');
        }
    }
}

/// Python's splitlines() and others end a line at more than a line feed.
void TestDeliveryLines::isOneLineForEveryReader()
{
    const QString text = QStringLiteral("a\u0085b\u2028c\u2029d\n\r\v\fe\u00e9\u0084\u2027\u20aa\u0105");
    LineWriter writer;
    writer.key("text").text(text);
    writer.key("raw").raw(
        QJsonDocument(QJsonObject{{QStringLiteral("key\u2028"), text}}).toJson(QJsonDocument::Compact),
        rapidjson::kObjectType);
    const QByteArray line = writer.line();
    for (const QChar end : QStringView(u"\n\v\f\r\u001c\u001d\u001e\u0085\u2028\u2029"))
        QVERIFY2(!QString::fromUtf8(line).contains(end), line.constData());

    const QJsonObject read = QJsonDocument::fromJson(line).object();
    QCOMPARE(read[QStringLiteral("text")].toString(), text);
    QCOMPARE(read[QStringLiteral("raw")][QStringLiteral("key\u2028")].toString(), text);
}

QTEST_GUILESS_MAIN(TestDeliveryLines)
#include "test_deliverylines.moc"
