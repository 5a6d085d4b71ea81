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
    void tellsEveryLayer();
    void tellsOfEachLayerWhatIsItsOwn();
    void tellsWhatIsSurplus();
    void tellsWhichWayABodyWent();
    void saysWhereABodyDiffers();
    void isHonestOfWhatItDoesNotKnow();
    void isHonestOfWhatWasNotExamined();
    void saysWhichSecretItWas();
    void saysOfWhatADigestIs();
    void warnsOfASecretInTheClear();
    void saysThatTheRightHeaderIsThere();
    void saysOfASecretThatItWasReplaced();
    void saysWhoWasOnTheWay();
    void saysOfAMemberOnlyThatNobodySignedIt();
    void saysOfCharactersBothThatMayBe();
    void saysOfSeveralLayersThatItTakesAll_data();
    void saysOfSeveralLayersThatItTakesAll();
    void tellsWhatIsWrongWithAHeaderBesides();
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

void TestCauseSentences::tellsEveryLayer()
{
    const QJsonArray layers{QStringLiteral("secret-quoted"), QStringLiteral("body-newline"),
                            QStringLiteral("body-bom")};
    const Sentence sentence =
        sentenceFor(Diagnosis{QStringLiteral("secret-quoted"), {{QStringLiteral("layers"), layers}}});
    for (const char* cause : {"secret-quoted", "body-newline", "body-bom"})
        QVERIFY(sentence.happened.contains(sentenceFor(Diagnosis{QLatin1String(cause), {}}).happened));
    const QString bodyAdvice = sentenceFor(Diagnosis{QStringLiteral("body-bom"), {}}).next;
    QCOMPARE(sentence.next.count(bodyAdvice), 1); // of both bodies' faults
}

/// Both say `change`, and mean opposite things.
void TestCauseSentences::tellsOfEachLayerWhatIsItsOwn()
{
    const QString change = QStringLiteral("change");
    const QString secret = QStringLiteral("secret-quoted");
    const QString body = QStringLiteral("body-newline");
    const QJsonObject added{{change, QStringLiteral("added")}};
    const QJsonObject removed{{change, QStringLiteral("removed")}};
    const QJsonObject detail{{change, QStringLiteral("added")},
                             {QStringLiteral("layers"), QJsonArray{secret, body}},
                             {QStringLiteral("layerDetails"), QJsonArray{added, removed}},
                             {QStringLiteral("difference"), QJsonObject{{QStringLiteral("offset"), 419}}}};
    const Sentence sentence = sentenceFor(Diagnosis{secret, detail});
    QVERIFY(sentence.happened.contains(sentenceFor(Diagnosis{secret, added}).happened));
    QVERIFY(sentence.happened.contains(sentenceFor(Diagnosis{body, removed}).happened));
    QVERIFY(sentence.reason.contains(u"419"));
    const QJsonObject twice{{QStringLiteral("layers"), QJsonArray{secret, secret}},
                            {QStringLiteral("layerDetails"), QJsonArray{added, added}}};
    QCOMPARE(sentenceFor(Diagnosis{secret, twice}).happened.count(sentenceFor(Diagnosis{secret, added}).happened), 1);
    QVERIFY(sentenceFor(Diagnosis{secret, twice}).happened.size() >
            sentenceFor(Diagnosis{secret, added}).happened.size());
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
    QVERIFY(repeated.reason.contains(u"200"));
}

void TestCauseSentences::saysWhereABodyDiffers()
{
    const QJsonObject difference{{QStringLiteral("offset"), 419},
                                 {QStringLiteral("received"), QString()},
                                 {QStringLiteral("signed"), QStringLiteral("0d0a")}};
    const QString reason =
        sentenceFor(Diagnosis{QStringLiteral("body-newline"), {{QStringLiteral("difference"), difference}}}).reason;
    QVERIFY(reason.contains(u"419") && reason.contains(u"0d0a") && reason.contains(u"nothing"));
}

void TestCauseSentences::isHonestOfWhatItDoesNotKnow()
{
    const Sentence unknown = sentenceFor(Diagnosis{QStringLiteral("unknown"), {}});
    QCOMPARE(sentenceFor(Diagnosis{QStringLiteral("of-a-newer-version"), {}}).text(), unknown.text());
    const QJsonArray tried{QStringLiteral("body-newline")};
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("unknown"), {{QStringLiteral("tried"), tried}}}).reason !=
            unknown.reason);
    const QJsonObject cutShort{{QStringLiteral("tried"), tried}, {QStringLiteral("isExhausted"), true}};
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("unknown"), cutShort}).reason.contains(u"cut short"));
    const QJsonObject incomplete{{QStringLiteral("tried"), tried},
                                 {QStringLiteral("json"), QStringLiteral("incomplete")}};
    QVERIFY(!sentenceFor(Diagnosis{QStringLiteral("unknown"), incomplete}).next.contains(u"Partner Portal"));
    for (const char* json : {"empty", "invalid"}) {
        const QJsonObject foreign{{QStringLiteral("tried"), tried}, {QStringLiteral("json"), QLatin1String(json)}};
        const Sentence sentence = sentenceFor(Diagnosis{QStringLiteral("unknown"), foreign});
        QVERIFY(!sentence.next.contains(u"Partner Portal") && sentence.reason.contains(u"The body is"));
    }
    const QJsonObject ofApi{{QStringLiteral("tried"), tried}, {QStringLiteral("apiSecret"), QStringLiteral("live-7")}};
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("unknown"), ofApi}).reason.contains(u"live-7"));
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("unknown"), ofApi}).next.contains(u"own secret"));
    const QJsonObject proxy{{QStringLiteral("header"), QStringLiteral("Via")}};
    const QJsonObject proxied{{QStringLiteral("intermediaries"), QJsonArray{proxy}}};
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("unknown"), proxied}).reason.contains(u"Via"));
}

void TestCauseSentences::isHonestOfWhatWasNotExamined()
{
    for (const char* state : {"skipped", "postponed"}) {
        const QJsonObject detail{{QStringLiteral("tried"), QJsonArray()}, {QLatin1String(state), true}};
        const QString reason = sentenceFor(Diagnosis{QStringLiteral("unknown"), detail}).reason;
        QVERIFY2(reason.contains(u"examined") && !reason.contains(u"another secret"), qPrintable(reason));
        const QJsonObject ofHeader{{QLatin1String(state), true}};
        const Sentence missing = sentenceFor(Diagnosis{QStringLiteral("header-missing"), ofHeader});
        QVERIFY2(missing.reason == reason && !missing.next.contains(u"proxy"), qPrintable(missing.text()));
        const Sentence malformed = sentenceFor(Diagnosis{QStringLiteral("header-malformed"), ofHeader});
        QVERIFY2(malformed.reason == reason && !malformed.next.contains(u"rewrites"), qPrintable(malformed.text()));
    }
    const QJsonObject unkeyed{{QStringLiteral("algorithm"), QStringLiteral("md5")}, {QStringLiteral("unkeyed"), true}};
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("other-algorithm"), unkeyed}).reason.contains(u"without any secret"));
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

/// Of the secret alone, or of an empty body, it is not of "this body".
void TestCauseSentences::saysOfWhatADigestIs()
{
    const auto reason = [](const char* algorithm, bool isUnkeyed, const QJsonArray& layers) {
        QJsonObject detail{{QStringLiteral("algorithm"), QLatin1String(algorithm)}, {QStringLiteral("layers"), layers}};
        if (isUnkeyed)
            detail.insert(QStringLiteral("unkeyed"), true);
        return sentenceFor(Diagnosis{QStringLiteral("other-algorithm"), detail}).reason;
    };
    const QJsonArray ofNothing{QStringLiteral("other-algorithm"), QStringLiteral("body-empty-signed")};
    QVERIFY(reason("sha1", true, {}).contains(u"this body"));
    QVERIFY(!reason("sha1", true, ofNothing).contains(u"this body"));
    QVERIFY(reason("hmac-sha1", false, {}).contains(u"this body"));
    QVERIFY(!reason("hmac-sha1", false, ofNothing).contains(u"this body"));
    QVERIFY(reason("sha256-of-secret", false, {}).contains(u"no part"));
    QVERIFY(sentenceFor(Diagnosis{QStringLiteral("other-algorithm"), {{QStringLiteral("bytes"), 32}}})
                .reason.contains(u"first 32"));
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

void TestCauseSentences::saysWhoWasOnTheWay()
{
    const QJsonObject via{{QStringLiteral("header"), QStringLiteral("Via")},
                          {QStringLiteral("value"), QStringLiteral("1.1 corp-gw (squid)")}};
    const QJsonObject detail{{QStringLiteral("intermediaries"), QJsonArray{via}}};
    for (const char* cause : {"body-newline", "header-missing", "signature-of-other-delivery", "unknown"}) {
        const QString reason = sentenceFor(Diagnosis{QLatin1String(cause), detail}).reason;
        QCOMPARE(reason.count(QStringLiteral("corp-gw")), 1);
        QVERIFY(!sentenceFor(Diagnosis{QLatin1String(cause), {}}).reason.contains(u"on the way handled"));
    }
    QJsonObject layered = detail;
    layered.insert(QStringLiteral("layers"), QJsonArray{QStringLiteral("unknown"), QStringLiteral("body-bom")});
    layered.insert(QStringLiteral("layerDetails"), QJsonArray{QJsonObject(), QJsonObject()});
    QCOMPARE(sentenceFor(Diagnosis{QStringLiteral("unknown"), layered}).text().count(QStringLiteral("corp-gw")), 1);
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

/// Lost before the signing, or added on the way: the signature is the same.
void TestCauseSentences::saysOfCharactersBothThatMayBe()
{
    const Sentence added = sentenceFor(Diagnosis{
        QStringLiteral("unknown"), {{QStringLiteral("matchesWithoutCharacters"), QStringLiteral("us-ascii")}}});
    QVERIFY(added.happened.contains(u"us-ascii") && added.reason.contains(u"on the way, or the sender"));
    QVERIFY(!added.next.contains(u"Partner Portal"));
    QJsonObject detail{{QStringLiteral("charset"), QStringLiteral("us-ascii")}};
    const QString plain = sentenceFor(Diagnosis{QStringLiteral("body-charset"), detail}).text();
    detail.insert(QStringLiteral("lost"), QStringLiteral("replaced"));
    const Sentence replaced = sentenceFor(Diagnosis{QStringLiteral("body-charset"), detail});
    QVERIFY(replaced.text() != plain && replaced.happened.contains(u"us-ascii"));
    QVERIFY(replaced.reason.contains(u"came in on the way"));
}

void TestCauseSentences::saysOfSeveralLayersThatItTakesAll_data()
{
    QTest::addColumn<QJsonObject>("first");
    QTest::newRow("other-algorithm") << QJsonObject{{QStringLiteral("algorithm"), QStringLiteral("hmac-sha1")}};
    QTest::newRow("secret-whitespace") << QJsonObject{{QStringLiteral("side"), QStringLiteral("sender")}};
    QTest::newRow("secret-quoted") << QJsonObject();
    QTest::newRow("secret-encoded") << QJsonObject{{QStringLiteral("encoding"), QStringLiteral("base64")}};
    QTest::newRow("header-truncated") << QJsonObject();
    QTest::newRow("header-similar") << QJsonObject{{QStringLiteral("matches"), false}};
}

/// What is said of one alone is not true where another one changes the body or the secret as well.
void TestCauseSentences::saysOfSeveralLayersThatItTakesAll()
{
    QFETCH(const QJsonObject, first);
    const QString cause = QString::fromLatin1(QTest::currentDataTag());
    const QJsonObject removed{{QStringLiteral("change"), QStringLiteral("removed")}};
    const QJsonObject detail{{QStringLiteral("layers"), QJsonArray{cause, QStringLiteral("body-newline")}},
                             {QStringLiteral("layerDetails"), QJsonArray{first, removed}}};
    const Sentence sentence = sentenceFor(Diagnosis{cause, detail});
    for (const char* untrue : {"this body", "this secret", "the signature matches.", "the right signature"})
        QVERIFY2(!sentence.happened.contains(QLatin1String(untrue)), untrue);
    QCOMPARE(sentence.reason, QStringLiteral("Only with all of this put right, the signature matches."));
    QVERIFY(sentence.happened.startsWith(sentenceFor(Diagnosis{cause, first}).happened));
    QVERIFY(sentence.happened.endsWith(sentenceFor(Diagnosis{QStringLiteral("body-newline"), removed}).happened));
}

void TestCauseSentences::tellsWhatIsWrongWithAHeaderBesides()
{
    const QString quoted = QStringLiteral("header-malformed");
    const QJsonObject reading{{QStringLiteral("reading"), QStringLiteral("quoted")}};
    const QJsonObject both{{QStringLiteral("layers"), QJsonArray{quoted, QStringLiteral("body-newline")}},
                           {QStringLiteral("layerDetails"), QJsonArray{reading, QJsonObject()}}};
    const QString happened = sentenceFor(Diagnosis{quoted, both}).happened;
    QVERIFY(happened.indexOf(u"“quoted”") < happened.indexOf(u"newline")); // before "it" is the body
    const auto similar = [](bool matches) {
        return sentenceFor(Diagnosis{QStringLiteral("header-similar"), {{QStringLiteral("matches"), matches}}});
    };
    QVERIFY(similar(false).reason.contains(u"not all") && similar(false).next.contains(u"secret"));
    QVERIFY(!similar(true).next.contains(u"secret"));
    const auto repeated = [](int matching, bool isJoined) {
        QJsonObject detail{{QStringLiteral("count"), 3}, {QStringLiteral("matching"), matching}};
        if (isJoined)
            detail.insert(QStringLiteral("joined"), true);
        return sentenceFor(Diagnosis{QStringLiteral("header-repeated"), detail});
    };
    QVERIFY(repeated(0, false).reason.contains(u"None") && repeated(3, false).reason.contains(u"Each"));
    QVERIFY(repeated(1, false).reason.contains(u"One of") && repeated(2, false).reason.contains(u"2 of"));
    QVERIFY(repeated(1, true).next.contains(u"two") && !repeated(1, true).happened.contains(u"more than once"));
    for (const char* placeholder : {"", "undefined"}) {
        const QJsonObject detail{{QStringLiteral("reading"), QStringLiteral("placeholder")},
                                 {QStringLiteral("placeholder"), QLatin1String(placeholder)}};
        const Sentence unfilled = sentenceFor(Diagnosis{QStringLiteral("header-malformed"), detail});
        QVERIFY(unfilled.happened.contains(QLatin1String(placeholder)) && !unfilled.next.contains(u"rewrites"));
        QCOMPARE(unfilled.reason.contains(u"on the way"), qstrlen(placeholder) == 0); // it may have been emptied there
    }
    const QJsonObject lost{{QStringLiteral("delivery"), 9},
                           {QStringLiteral("change"), QStringLiteral("cut")},
                           {QStringLiteral("difference"),
                            QJsonObject{{QStringLiteral("receivedBytes"), 0}, {QStringLiteral("offset"), 0}}}};
    const Sentence empty = sentenceFor(Diagnosis{QStringLiteral("signature-of-other-delivery"), lost});
    QVERIFY(empty.happened.contains(u"nothing of it came") && empty.next.contains(u"redirect"));
}

QTEST_GUILESS_MAIN(TestCauseSentences)
#include "test_causesentences.moc"
