// SPDX-License-Identifier: MIT
#include "ui/quantities.h"
#include "ui/seriessentences.h"

#include <QTest>

using namespace kaunt;

namespace {

constexpr qint64 verifiedAt = 1'769'864'531'123;
constexpr qint64 since = verifiedAt + 60'000;

DeliveryRecord verifiedRecord(const QByteArray& secret)
{
    DeliveryRecord record;
    record.summary.number = 4;
    record.summary.receivedAt = verifiedAt;
    record.summary.verdict = Verdict::Verified;
    record.summary.secretName = QStringLiteral("current");
    record.body = "{}";
    record.summary.bodyBytes = record.body.size();
    record.headers = {{signatureHeaderName, hmacSha256(secret, record.body).toHex()}};
    return record;
}

RefusalSeries series(int refused)
{
    RefusalSeries series;
    series.first = {5, since};
    series.refused = refused;
    series.verified = verifiedRecord("whsec");
    return series;
}

} // namespace

/// What is told of a series of refusals, and of the secret of the last that verified.
class TestSeriesSentences : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsSinceWhenAndWhatWasBefore();
    void tellsWhatIsOtherwise();
    void tellsWhatTheLogDoesNotHave();
    void saysNothingOfNone();
    void knowsWhatBecameOfTheSecret_data();
    void knowsWhatBecameOfTheSecret();
};

void TestSeriesSentences::tellsSinceWhenAndWhatWasBefore()
{
    QCOMPARE(
        seriesSentences(series(12), SecretSince::Gone),
        (QStringList{QStringLiteral("It and the 11 before it at this endpoint were refused alike, since %1 (number "
                                    "5).")
                         .arg(localTimeText(since)),
                     QStringLiteral("The last one that verified before is number 4, of %1, with the secret “current”.")
                         .arg(localTimeText(verifiedAt)),
                     QStringLiteral("That secret was changed or removed here since.")}));
    QVERIFY(seriesSentences(series(2), SecretSince::Same).constFirst().startsWith(u"It and the one before it"));
    RefusalSeries alone = series(1);
    alone.verifiedAgain = RefusalSeries::Moment{6, since + 1};
    const QStringList told = seriesSentences(alone, SecretSince::Unknown);
    QVERIFY(told.constFirst().startsWith(u"The last one that verified before is number 4"));
    QCOMPARE(told.constLast(),
             QStringLiteral("Deliveries verify here again since %1 (number 6).").arg(localTimeText(since + 1)));
}

void TestSeriesSentences::tellsWhatIsOtherwise()
{
    RefusalSeries changed = series(3);
    changed.changes = {
        {HeaderChange::Kind::Appeared, QStringLiteral("Via"), {}, QStringLiteral("1.1 \u202E")},
        {HeaderChange::Kind::Vanished, QStringLiteral("CF-Ray"), QStringLiteral("9"), {}},
        {HeaderChange::Kind::Changed, QStringLiteral("User-Agent"), QStringLiteral("Kaunt"), QStringLiteral("curl")}};
    const QString told = seriesSentences(changed, SecretSince::Unknown).join(u' ');
    QVERIFY2(told.contains(u"Since then there is a “Via” header, “1.1 ⟨U+202E⟩”"), qPrintable(told));
    QVERIFY2(told.contains(u"Its “CF-Ray” header, “9”, came no more since."), qPrintable(told));
    QVERIFY2(told.contains(u"Its “User-Agent” header said “Kaunt”, and has said “curl” since."), qPrintable(told));
}

void TestSeriesSentences::tellsWhatTheLogDoesNotHave()
{
    RefusalSeries first = series(1);
    first.verified.reset();
    QCOMPARE(seriesSentences(first, SecretSince::Unknown),
             QStringList{QStringLiteral("None before it verified at this endpoint, as far as the log goes back.")});
    first.reach = 200'000;
    QVERIFY(seriesSentences(first, SecretSince::Unknown).constFirst().startsWith(u"None of the 200,000 deliveries"));
    RefusalSeries many = series(1'000);
    many.hasMore = true;
    QVERIFY(seriesSentences(many, SecretSince::Unknown).constFirst().contains(u"at least the 999 before it"));
}

void TestSeriesSentences::saysNothingOfNone()
{
    QVERIFY(seriesSentences({}, SecretSince::Same).isEmpty());
}

void TestSeriesSentences::knowsWhatBecameOfTheSecret_data()
{
    QTest::addColumn<std::optional<QList<SigningSecret>>>("secrets");
    QTest::addColumn<SecretSince>("expected");
    using Secrets = std::optional<QList<SigningSecret>>;
    const SigningSecret other{QStringLiteral("next"), "other", false};
    QTest::newRow("no endpoint") << Secrets() << SecretSince::Unknown;
    QTest::newRow("still there") << Secrets({other, {QStringLiteral("current"), "whsec", false}}) << SecretSince::Same;
    QTest::newRow("replaced") << Secrets({other, {QStringLiteral("current"), "whsec", true}}) << SecretSince::Retired;
    QTest::newRow("another") << Secrets({other}) << SecretSince::Gone;
    QTest::newRow("not read") << Secrets({SigningSecret{QStringLiteral("current"), {}, false, QStringLiteral("kept")}})
                              << SecretSince::Unknown;
}

void TestSeriesSentences::knowsWhatBecameOfTheSecret()
{
    QFETCH(const std::optional<QList<SigningSecret>>, secrets);
    QTEST(secretSince(verifiedRecord("whsec"), secrets), "expected");
}

QTEST_APPLESS_MAIN(TestSeriesSentences)
#include "test_seriessentences.moc"
