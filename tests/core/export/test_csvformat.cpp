// SPDX-License-Identifier: MIT
#include "core/export/csvformat.h"

#include <QTest>

using namespace kaunt;

class TestCsvFormat final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void quotesAsTheStandardSays_data();
    void quotesAsTheStandardSays();
    void printsARecord();
};

void TestCsvFormat::quotesAsTheStandardSays_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("field");
    const auto row = [](const char* name, const QString& text, const QByteArray& field) {
        QTest::newRow(name) << text << field;
    };
    row("plain", QStringLiteral("nordlys"), "nordlys");
    row("null", {}, "");
    row("comma", QStringLiteral("a,b"), "\"a,b\"");
    row("quote", QStringLiteral("a\"b\""), "\"a\"\"b\"\"\"");
    row("line", QStringLiteral("a\r\nb"), "\"a\r\nb\"");
    row("not ASCII", QStringLiteral("\u00e6\U0001f600"), "\xc3\xa6\xf0\x9f\x98\x80");
    row("formula", QStringLiteral("=cmd|' /C calc'!A0"), "'=cmd|' /C calc'!A0");
    row("plus", QStringLiteral("+1"), "'+1");
    row("minus", QStringLiteral("-1+1"), "'-1+1");
    row("at", QStringLiteral("@SUM(A1)"), "'@SUM(A1)");
    row("tab", QStringLiteral("\t=1"), "\"'\t=1\"");
    row("blank before it", QStringLiteral("  =1"), "'  =1");
    row("many blanks before it", QString(200'000, u' ') + u'=', '\'' + QByteArray(200'000, ' ') + '=');
    row("blanks alone", QStringLiteral("  "), "  ");
    row("full width", QStringLiteral("\uff1d1"),
        "'\xef\xbc\x9d"
        "1");
    row("formula with a separator", QStringLiteral("=1;2"), "\"'=1;2\"");
    row("inside", QStringLiteral("a=1"), "a=1");
    row("controls", QString(QChar(u'\0')) + QStringLiteral("a\x1b"),
        "\xe2\x90\x80"
        "a\xe2\x90\x9b");
}

void TestCsvFormat::quotesAsTheStandardSays()
{
    QFETCH(const QString, text);
    QTEST(csvField(text), "field");
}

void TestCsvFormat::printsARecord()
{
    CsvFormat format;
    ExportedDelivery delivery;
    DeliverySummary& summary = delivery.record.summary;
    summary.number = 17;
    summary.receivedAt = 1'769'864'531'123;
    summary.endpoint = QStringLiteral("default");
    summary.peer = QStringLiteral("127.0.0.1");
    summary.status = 200;
    summary.verdict = Verdict::Verified;
    summary.encoding = SignatureEncoding::Hex;
    summary.bodyBytes = 419;
    summary.bodySha256 = "ab12";
    summary.event = WebhookEvent{
        QStringLiteral("6d1f"),      QStringLiteral("https://x"), QStringLiteral("t"), QStringLiteral("=nordlys"), {},
        QStringLiteral("ModelReady")};
    summary.notes = {QStringLiteral("unknown-field:Foo"), QStringLiteral("null-field:CorrelationId")};
    QCOMPARE(format.delivery(delivery),
             "17,2026-01-31T13:02:11.123Z,default,127.0.0.1,200,verified,hex,1,419,ab12,6d1f,ModelReady,t,'=nordlys,,"
             "https://x,unknown-field:Foo null-field:CorrelationId,,,,\r\n");
    QCOMPARE(format.delivery(delivery).count(','), format.beginning().count(','));
    summary.verdict = Verdict::Misdirected; // of which the body was not read
    QVERIFY(format.delivery(delivery).contains(",misdirected,hex,1,,,6d1f,"));
    summary.event.reset();
    summary.diagnosis = Diagnosis{QStringLiteral("unknown"), {}};
    QCOMPARE(format.delivery(delivery).count(','), format.beginning().count(','));
}

QTEST_GUILESS_MAIN(TestCsvFormat)
#include "test_csvformat.moc"
