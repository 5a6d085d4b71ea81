// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace kaunt;

namespace {

const QStringList causes{QStringLiteral("header-missing"),
                         QStringLiteral("header-similar"),
                         QStringLiteral("header-malformed"),
                         QStringLiteral("header-repeated"),
                         QStringLiteral("header-truncated"),
                         QStringLiteral("other-algorithm"),
                         QStringLiteral("secret-retired"),
                         QStringLiteral("secret-of-other-endpoint"),
                         QStringLiteral("secret-whitespace"),
                         QStringLiteral("secret-encoded"),
                         QStringLiteral("secret-quoted"),
                         QStringLiteral("body-newline"),
                         QStringLiteral("body-line-endings"),
                         QStringLiteral("body-bom"),
                         QStringLiteral("body-reserialised"),
                         QStringLiteral("body-charset"),
                         QStringLiteral("body-compressed"),
                         QStringLiteral("signed-string"),
                         QStringLiteral("body-empty-signed"),
                         QStringLiteral("signature-of-other-delivery"),
                         QStringLiteral("unknown")};

/// What a stranger may have put there: markup, a line end, a right-to-left override, and much of it.
const QString hostile = QStringLiteral("<b>\n\u202E") + QString(1'000, u'x');

QJsonObject detailOf(const QString& value)
{
    QJsonObject detail;
    for (const char* key : {"name", "reading", "algorithm", "endpoint", "secret", "side", "encoding", "change",
                            "signed", "received", "form", "charset", "coding", "delivery"})
        detail.insert(QLatin1String(key), value);
    return detail;
}

} // namespace

/// What people read of a refusal (contracts.md section 3, Causes).
class TestCauseSentences final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void hasWordsOfItsOwn_data();
    void hasWordsOfItsOwn();
    void tellsCausesApart();
    void namesTheDetail_data();
    void namesTheDetail();
    void tellsBothSides_data();
    void tellsBothSides();
    void tellsWhatIsSurplus();
    void tellsWhichWayABodyWent();
    void saysWhereABodyDiffers();
    void saysWhichSecretItWas();
    void warnsOfASecretInTheClear();
    void saysThatTheRightHeaderIsThere();
    void saysOfASecretThatItWasReplaced();
    void saysOfAMemberOnlyThatNobodySignedIt();
    void advisesWhatIsLeftToDo();
};

void TestCauseSentences::hasWordsOfItsOwn_data()
{
    QTest::addColumn<QJsonObject>("detail");
    for (const QString& cause : causes) {
        QTest::addRow("%s, no detail", qPrintable(cause)) << QJsonObject();
        QTest::addRow("%s, hostile", qPrintable(cause)) << detailOf(hostile);
    }
}

/// Three sentences, each whole, whatever the detail holds or lacks.
void TestCauseSentences::hasWordsOfItsOwn()
{
    QFETCH(const QJsonObject, detail);
    const QString cause = QString::fromLatin1(QTest::currentDataTag()).section(u',', 0, 0);
    const Sentence sentence = sentenceFor(Diagnosis{cause, detail});
    for (const QString& part : {sentence.happened, sentence.reason, sentence.next}) {
        QVERIFY2(part.endsWith(u'.'), qPrintable(part));
        static const QRegularExpression unreplaced(QStringLiteral("%\\d|  "));
        QVERIFY2(!part.contains(unreplaced), qPrintable(part));
        QVERIFY(!part.contains(u'\n') && !part.contains(u'\u202E'));
        QVERIFY(part.size() < 400);
    }
}

void TestCauseSentences::tellsCausesApart()
{
    QSet<QString> happened;
    for (const QString& cause : causes)
        happened.insert(sentenceFor(Diagnosis{cause, {}}).happened);
    QCOMPARE(happened.size(), causes.size());
}

void TestCauseSentences::namesTheDetail_data()
{
    QTest::addColumn<QString>("key");
    QTest::newRow("header-similar") << QStringLiteral("name");
    QTest::newRow("header-malformed") << QStringLiteral("reading");
    QTest::newRow("other-algorithm") << QStringLiteral("algorithm");
    QTest::newRow("secret-of-other-endpoint") << QStringLiteral("endpoint");
    QTest::newRow("secret-retired") << QStringLiteral("secret");
    QTest::newRow("secret-encoded") << QStringLiteral("encoding");
    QTest::newRow("body-line-endings") << QStringLiteral("received");
    QTest::newRow("body-reserialised") << QStringLiteral("form");
    QTest::newRow("body-charset") << QStringLiteral("charset");
    QTest::newRow("body-compressed") << QStringLiteral("coding");
    QTest::newRow("signed-string") << QStringLiteral("form");
    QTest::newRow("signature-of-other-delivery") << QStringLiteral("delivery");
}

void TestCauseSentences::namesTheDetail()
{
    QFETCH(const QString, key);
    const QString cause = QString::fromLatin1(QTest::currentDataTag());
    QVERIFY(sentenceFor(Diagnosis{cause, {{key, QStringLiteral("nordlys-7")}}}).text().contains(u"nordlys-7"));
    QVERIFY(sentenceFor(Diagnosis{cause, {{key, 4'711}}}).text().contains(u"4711"));
}

void TestCauseSentences::tellsBothSides_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QStringList>("values");
    const QStringList ends{QStringLiteral("added"), QStringLiteral("removed")};
    QTest::newRow("secret-whitespace") << QStringLiteral("side")
                                       << QStringList{QStringLiteral("configured"), QStringLiteral("sender")};
    QTest::newRow("secret-encoded") << QStringLiteral("change")
                                    << QStringList{QStringLiteral("decoded"), QStringLiteral("encoded")};
    QTest::newRow("secret-quoted") << QStringLiteral("change") << ends;
    QTest::newRow("body-newline") << QStringLiteral("change") << ends;
    QTest::newRow("body-bom") << QStringLiteral("change") << ends;
}

void TestCauseSentences::tellsBothSides()
{
    QFETCH(const QString, key);
    QFETCH(const QStringList, values);
    const QString cause = QString::fromLatin1(QTest::currentDataTag());
    QSet<QString> happened;
    for (const QString& value : values)
        happened.insert(sentenceFor(Diagnosis{cause, {{key, value}}}).happened);
    QCOMPARE(happened.size(), values.size());
}

void TestCauseSentences::tellsWhatIsSurplus()
{
    const auto happened = [](const char* cause, const char* key, const char* value) {
        return sentenceFor(Diagnosis{QLatin1String(cause), {{QLatin1String(key), QLatin1String(value)}}}).happened;
    };
    QVERIFY(happened("secret-quoted", "quotes", "\"").contains(u"quotes"));
    for (const QChar mark : QStringView(u"„″＂〝")) {
        const QJsonObject quotes{{QStringLiteral("quotes"), QString(mark)}};
        QVERIFY(
            sentenceFor(Diagnosis{QStringLiteral("secret-quoted"), quotes}).happened.contains(u"has quotes around"));
    }
    for (const char* surplus : {"whsec_", ";", "=", " "})
        QVERIFY(!happened("secret-quoted", "quotes", surplus).contains(u"quotes"));
    QVERIFY(happened("secret-quoted", "quotes", " ").contains(u"words in front"));
    const QJsonObject behind{{QStringLiteral("quotes"), QStringLiteral(" ")},
                             {QStringLiteral("at"), QStringLiteral("end")}};
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("secret-quoted"), behind}).happened.contains(u"words behind"));
    const QJsonObject variable{{QStringLiteral("encoding"), QStringLiteral("variable")},
                               {QStringLiteral("at"), QStringLiteral("$")}};
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("secret-encoded"), variable}).happened.contains(u"“$”, was taken"));
    QVERIFY(happened("secret-quoted", "quotes", "whsec_").contains(u"whsec_"));
    QVERIFY(happened("body-newline", "newline", "SPACE").contains(u"blank"));
    QVERIFY(happened("body-newline", "newline", "NBSP").contains(u"NBSP"));
    QVERIFY(happened("body-newline", "newline", "LF SPACE").contains(u"LF SPACE"));
    QVERIFY(happened("body-bom", "at", "end").contains(u"end"));
    QVERIFY(happened("body-bom", "received", "utf-8-twice").contains(u"charset"));
    QVERIFY(happened("body-newline", "at", "start").contains(u"beginning"));
    const QJsonObject tenant{{QStringLiteral("encoding"), QStringLiteral("api-secret")},
                             {QStringLiteral("tenant"), QStringLiteral("nordlys-7")}};
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("secret-encoded"), tenant}).happened.contains(u"nordlys-7"));
    QVERIFY(happened("secret-encoded", "encoding", "api-client-id").contains(u"client id"));
    const QJsonObject last{{QStringLiteral("encoding"), QStringLiteral("cut")},
                           {QStringLiteral("at"), QStringLiteral("12")},
                           {QStringLiteral("part"), QStringLiteral("end")}};
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("secret-encoded"), last}).happened.contains(u"last 12"));
    const QJsonObject twice{{QStringLiteral("encoding"), QStringLiteral("twice")},
                            {QStringLiteral("change"), QStringLiteral("encoded")}};
    QVERIFY(!sentenceFor(Diagnosis{QStringLiteral("secret-encoded"), twice}).reason.contains(u"Once"));
    QVERIFY(happened("secret-quoted", "quotes", "#").contains(u"comment"));
    const QJsonObject line{{QStringLiteral("quotes"), QStringLiteral("SECRET=\"…\"")},
                           {QStringLiteral("change"), QStringLiteral("added")}};
    const Sentence ofLine = sentenceFor(Diagnosis{QStringLiteral("secret-quoted"), line});
    QVERIFY(ofLine.happened.contains(u"SECRET=\"…\"") && ofLine.next.contains(u"the value alone"));
    for (const char* encoding : {"placeholder", "twice", "character", "padding", "cut"})
        QVERIFY(!happened("secret-encoded", "encoding", encoding).contains(u'“' + QLatin1String(encoding)));
    QVERIFY(happened("body-empty-signed", "signed", "[object Object]").contains(u"[object Object]"));
    QVERIFY(sentenceFor(
                Diagnosis{QStringLiteral("header-malformed"), {{QStringLiteral("reading"), QStringLiteral("secret")}}})
                .next.contains(u"replace the secret"));
}

void TestCauseSentences::tellsWhichWayABodyWent()
{
    const Sentence printed = sentenceFor(Diagnosis{
        QStringLiteral("body-reserialised"),
        {{QStringLiteral("form"), QStringLiteral("compact")}, {QStringLiteral("arrived"), QStringLiteral("tab")}}});
    QVERIFY(printed.happened.contains(u"signed as “compact”, arrived as “tab”"));
    const QJsonObject member{{QStringLiteral("form"), QStringLiteral("payload")},
                             {QStringLiteral("change"), QStringLiteral("removed")}};
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("body-reserialised"), member}).happened.contains(u"as its “payload”"));
    const auto happened = [](const char* cause, const char* form, const char* change) {
        const QJsonObject told{{QStringLiteral("form"), QLatin1String(form)},
                               {QStringLiteral("change"), QLatin1String(change)}};
        return sentenceFor(Diagnosis{QLatin1String(cause), told}).happened;
    };
    QVERIFY(happened("body-reserialised", "python-literal", "added").contains(u"not as JSON"));
    QVERIFY(happened("body-reserialised", "python-literal", "removed").contains(u"not the JSON"));
    QVERIFY(happened("body-reserialised", "name", "added").contains(u"name of a member"));
    QVERIFY(happened("body-compressed", "", "compressed").contains(u"came compressed"));
    QVERIFY(happened("body-compressed", "", "decompressed").contains(u"came decompressed"));
    QVERIFY(happened("signed-string", "timestamp.body", "").contains(u"more than the body"));
    QVERIFY(happened("signed-string", "url", "").contains(u"other than the body"));
    const Sentence converted = sentenceFor(Diagnosis{
        QStringLiteral("body-charset"),
        {{QStringLiteral("charset"), QStringLiteral("utf-8")}, {QStringLiteral("received"), QStringLiteral("x")}}});
    QVERIFY(converted.happened.contains(u"from “utf-8” to “x”"));
    const QJsonObject difference{{QStringLiteral("offset"), 200}};
    const Sentence repeated = sentenceFor(Diagnosis{QStringLiteral("signature-of-other-delivery"),
                                                    {{QStringLiteral("delivery"), 9},
                                                     {QStringLiteral("change"), QStringLiteral("cut")},
                                                     {QStringLiteral("difference"), difference}}});
    QVERIFY(repeated.happened.contains(u"9") && repeated.happened.contains(u"changed on the way"));
    QVERIFY(repeated.reason.contains(u"byte 201"));
}

void TestCauseSentences::saysWhereABodyDiffers()
{
    const QJsonObject difference{{QStringLiteral("offset"), 419},
                                 {QStringLiteral("received"), QString()},
                                 {QStringLiteral("signed"), QStringLiteral("0d0a")}};
    const QString reason =
        sentenceFor(Diagnosis{QStringLiteral("body-newline"), {{QStringLiteral("difference"), difference}}}).reason;
    QVERIFY(reason.contains(u"byte 420") && reason.contains(u"0d0a") && reason.contains(u"nothing"));
}

void TestCauseSentences::saysWhichSecretItWas()
{
    const QJsonObject one{{QStringLiteral("secret"), QStringLiteral("nordlys-7")}};
    QJsonObject several = one;
    several.insert(QStringLiteral("ofSecrets"), 2);
    QVERIFY(!sentenceFor(Diagnosis{QStringLiteral("body-bom"), one}).text().contains(u"nordlys-7"));
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("body-bom"), several}).text().contains(u"nordlys-7"));
    const QJsonObject hidden{{QStringLiteral("at"), QStringLiteral("within")},
                             {QStringLiteral("characters"), QStringLiteral("U+00AD")},
                             {QStringLiteral("position"), 6}};
    const Sentence invisible = sentenceFor(Diagnosis{QStringLiteral("secret-whitespace"), hidden});
    QVERIFY(invisible.happened.contains(u"U+00AD") && invisible.happened.contains(u"6"));
    QVERIFY(!invisible.next.contains(u"around"));
    const QJsonObject forms{{QStringLiteral("form"), QStringLiteral("sorted")},
                            {QStringLiteral("forms"), QJsonArray{QStringLiteral("tab"), QStringLiteral("sorted")}}};
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("body-reserialised"), forms}).happened.contains(u"tab, sorted"));
}

void TestCauseSentences::warnsOfASecretInTheClear()
{
    const QString where = QStringLiteral("X-Api-Key");
    for (const auto& [cause, key] : {std::pair("header-similar", "name"), std::pair("header-missing", "parameter"),
                                     std::pair("header-malformed", "length")}) {
        const QJsonObject detail{{QLatin1String(key), where},
                                 {QStringLiteral("reading"), QStringLiteral("secret")},
                                 {QStringLiteral("secret"), QStringLiteral("nordlys-7")}};
        const Sentence sentence = sentenceFor(Diagnosis{QLatin1String(cause), detail});
        QVERIFY(qstrcmp(key, "length") == 0 || sentence.happened.contains(where));
        QVERIFY(sentence.happened.contains(u"secret itself"));
        QVERIFY(sentence.reason.contains(u"nordlys-7") && sentence.reason.contains(u"forge"));
        QVERIFY(sentence.next.contains(u"replace the secret"));
    }
    QJsonObject detail{{QStringLiteral("reading"), QStringLiteral("secret")},
                       {QStringLiteral("secret"), QStringLiteral("nordlys-7")},
                       {QStringLiteral("endpoint"), QStringLiteral("sydlys-8")}};
    const Sentence theirs = sentenceFor(Diagnosis{QStringLiteral("header-malformed"), detail});
    QVERIFY(theirs.reason.contains(u"“nordlys-7” of the endpoint “sydlys-8”") && theirs.reason.contains(u"forge"));
    detail.insert(QStringLiteral("retired"), true);
    const Sentence replaced = sentenceFor(Diagnosis{QStringLiteral("header-malformed"), detail});
    QVERIFY(replaced.reason.contains(u"sydlys-8") && !replaced.reason.contains(u"forge"));
    QVERIFY(!replaced.next.contains(u"replace the secret") && replaced.next.contains(u"in use"));
}

void TestCauseSentences::saysThatTheRightHeaderIsThere()
{
    const QJsonObject detail{{QStringLiteral("name"), QStringLiteral("X-Signature")},
                             {QStringLiteral("matches"), true},
                             {QStringLiteral("present"), true}};
    const QString happened = sentenceFor(Diagnosis{QStringLiteral("header-similar"), detail}).happened;
    QVERIFY(happened.contains(u"X-Signature”") && !happened.contains(u"There is no"));
}

/// Of the very same delivery nothing is wrong on its way, and a replaced secret is nothing to give an endpoint.
void TestCauseSentences::saysOfASecretThatItWasReplaced()
{
    const QJsonObject gone{{QStringLiteral("delivery"), 4'711}};
    const Sentence former = sentenceFor(Diagnosis{QStringLiteral("secret-retired"), gone});
    QVERIFY(former.happened.contains(u"4711") && !former.next.contains(u"proxy"));
    const Sentence known = sentenceFor(
        Diagnosis{QStringLiteral("secret-retired"), {{QStringLiteral("secret"), QStringLiteral("nordlys-7")}}});
    QVERIFY(known.happened != former.happened && known.next != former.next);
    const QJsonObject theirs{{QStringLiteral("endpoint"), QStringLiteral("nordlys-7")},
                             {QStringLiteral("retired"), true}};
    const Sentence replaced = sentenceFor(Diagnosis{QStringLiteral("secret-of-other-endpoint"), theirs});
    QVERIFY(replaced.happened.contains(u"nordlys-7") && replaced.happened.contains(u"replaced"));
    QVERIFY(!replaced.next.contains(u"give this endpoint that secret"));
}

void TestCauseSentences::saysOfAMemberOnlyThatNobodySignedIt()
{
    const QJsonObject proxy{{QStringLiteral("header"), QStringLiteral("Via")}};
    const QJsonObject detail{{QStringLiteral("matchesWithout"), QJsonArray{QStringLiteral("Amount"), hostile}},
                             {QStringLiteral("intermediaries"), QJsonArray{proxy}}};
    const Sentence sentence = sentenceFor(Diagnosis{QStringLiteral("unknown"), detail});
    QVERIFY(sentence.happened.contains(u"“Amount”") && sentence.reason.contains(u"Via"));
    QVERIFY(!sentence.text().contains(u"printed anew") && !sentence.text().contains(u'\u202E'));
    QVERIFY(sentence.happened.size() < 400);
}

/// And not what the sender does already.
void TestCauseSentences::advisesWhatIsLeftToDo()
{
    const auto of = [](const char* cause, const char* key, const char* value) {
        return sentenceFor(Diagnosis{QLatin1String(cause), {{QLatin1String(key), QLatin1String(value)}}});
    };
    for (const char* hash : {"hmac-sha256-of-sha256", "hmac-sha256-of-md5", "hmac-sha256-of-sha1"})
        QVERIFY2(of("other-algorithm", "algorithm", hash).next.contains(u"not over its hash"), hash);
    QVERIFY(of("header-malformed", "reading", "quoted").next.contains(u"hex or base64"));
    const Sentence lost = of("header-malformed", "reading", "beginning-lost");
    QVERIFY(lost.reason.contains(u"beginning was lost") && !lost.reason.contains(u"written"));
}

QTEST_GUILESS_MAIN(TestCauseSentences)
#include "test_causesentences.moc"
