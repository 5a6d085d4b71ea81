// SPDX-License-Identifier: MIT
#include "ui/sentences.h"

#include <QJsonArray>
#include <QTest>

using namespace kaunt;

/// What people read of a refusal whose cause is not known, or is one of two: no more than is known
/// (contracts.md section 3, Causes).
class TestDoubtfulCauses final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isHonestOfWhatItDoesNotKnow();
    void isHonestOfWhatWasNotExamined();
    void saysOfCharactersBothThatMayBe();
};

void TestDoubtfulCauses::isHonestOfWhatItDoesNotKnow()
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

void TestDoubtfulCauses::isHonestOfWhatWasNotExamined()
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

/// Lost before the signing, or added on the way: the signature is the same.
void TestDoubtfulCauses::saysOfCharactersBothThatMayBe()
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

QTEST_GUILESS_MAIN(TestDoubtfulCauses)
#include "test_doubtfulcauses.moc"
