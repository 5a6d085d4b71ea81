// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include <QJsonArray>
#include <QTest>

using namespace kaunt;

/// What people read of a refusal that has several causes at once, or may have: of each its own, and nothing that the
/// others make untrue (contracts.md section 3, Causes).
class TestLayeredCauses final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsEveryLayer();
    void tellsOfEachLayerWhatIsItsOwn();
    void saysOfSeveralLayersThatItTakesAll_data();
    void saysOfSeveralLayersThatItTakesAll();
    void saysOfWhatADigestIs();
    void saysWhoWasOnTheWay();
    void tellsWhatIsWrongWithAHeaderBesides();
};

void TestLayeredCauses::tellsEveryLayer()
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
void TestLayeredCauses::tellsOfEachLayerWhatIsItsOwn()
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
    QVERIFY(sentence.reason.contains(u"byte 420"));
    const QJsonObject twice{{QStringLiteral("layers"), QJsonArray{secret, secret}},
                            {QStringLiteral("layerDetails"), QJsonArray{added, added}}};
    QCOMPARE(sentenceFor(Diagnosis{secret, twice}).happened.count(sentenceFor(Diagnosis{secret, added}).happened), 1);
    QVERIFY(sentenceFor(Diagnosis{secret, twice}).happened.size() >
            sentenceFor(Diagnosis{secret, added}).happened.size());
}

/// Of the secret alone, or of an empty body, it is not of "this body".
void TestLayeredCauses::saysOfWhatADigestIs()
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

void TestLayeredCauses::saysWhoWasOnTheWay()
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

void TestLayeredCauses::saysOfSeveralLayersThatItTakesAll_data()
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
void TestLayeredCauses::saysOfSeveralLayersThatItTakesAll()
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

void TestLayeredCauses::tellsWhatIsWrongWithAHeaderBesides()
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

QTEST_GUILESS_MAIN(TestLayeredCauses)
#include "test_layeredcauses.moc"
