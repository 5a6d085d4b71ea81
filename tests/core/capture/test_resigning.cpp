// SPDX-License-Identifier: MIT
#include "core/capture/deliverystandins.h"
#include "core/capture/resigning.h"
#include "core/sending/deliverysender.h"
#include "core/simulator/faults.h"
#include "core/webhook/signatureverifier.h"
#include "tests/core/capture/capturefixture.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

DeliveryRecord recordOf(const Delivery& delivery, qint64 number = 1)
{
    DeliveryRecord record;
    record.summary.number = number;
    record.summary.endpoint = delivery.endpoint;
    record.summary.verdict = delivery.signature.verdict;
    record.summary.encoding = delivery.signature.encoding;
    record.summary.bodyBytes = delivery.body.size();
    record.summary.diagnosis = delivery.diagnosis;
    record.method = delivery.method;
    record.target = delivery.target;
    record.headers = delivery.headers;
    record.body = delivery.body;
    return record;
}

QByteArray signatureOf(const DeliveryRecord& record)
{
    return headerValues(record.headers, signatureHeaderName).value(0);
}

} // namespace

class TestResigning final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsTheCause_data();
    void keepsTheCause();
    void keepsTheWriting_data();
    void keepsTheWriting();
    void knowsTheSignatureOfAnother();
    void knowsOtherSecrets_data();
    void knowsOtherSecrets();
    void doesNotVerifyWhatDidNot();
    void saysWhereTheCauseIsLost();
    void keepsTheRightValueUnderAnotherName();
};

void TestResigning::keepsTheCause_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<bool>("isRedacted");
    for (const QString& kind : faultKinds()) {
        QTest::addRow("%s", qPrintable(kind)) << kind << false;
        QTest::addRow("%s, with stand-ins", qPrintable(kind)) << kind << true;
    }
}

void TestResigning::keepsTheCause()
{
    QFETCH(const QString, kind);
    QFETCH(const bool, isRedacted);
    const DeliveryRecord record = recordOf(receivedFaulty(kind));
    QVERIFY(record.summary.diagnosis);
    DeliveryRecord kept = record;
    QList<ResourceRecord> none;
    StandIns standIns;
    if (isRedacted)
        putStandIns(kept, none, standIns);
    const CaptureSecrets secrets = CaptureSecrets::made();
    Resigning resigning(captureTestSecrets(), secrets);
    QCOMPARE(resigning.sign(record, kept), Resigning::Outcome::Refused);
    QVERIFY(!isRedacted || kept.body != record.body || record.body.isEmpty());
    const SignatureCheck check =
        verifySignature(kept.body, headerValues(kept.headers, signatureHeaderName), secrets.secrets());
    QCOMPARE(check.verdict, record.summary.verdict);
    const RefusedRequest request{kept.method, kept.target, kept.headers, kept.body, check};
    const Diagnosis found = examineRefusal(request, {secrets.secrets(), {secrets.otherEndpoint()}, {}}).diagnosis;
    QCOMPARE(found.cause, record.summary.diagnosis->cause);
    QCOMPARE(kept.summary.diagnosis->cause, record.summary.diagnosis->cause);
}

void TestResigning::keepsTheWriting_data()
{
    const QByteArray digest = hmacSha256(captureTestSecret, captureTestBody());
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("hex") << digest.toHex();
    QTest::newRow("HEX") << digest.toHex().toUpper();
    QTest::newRow("prefixed") << "sha256=" + digest.toHex();
    QTest::newRow("PREFIXED base64") << "SHA256=" + digest.toBase64();
    QTest::newRow("base64") << digest.toBase64();
    QTest::newRow("base64, unpadded") << digest.toBase64(QByteArray::OmitTrailingEquals);
    QTest::newRow("base64url") << digest.toBase64(QByteArray::Base64UrlEncoding);
}

void TestResigning::keepsTheWriting()
{
    QFETCH(const QByteArray, value);
    const DeliveryRecord record = recordOf(received(captureTestBody(), {{signatureHeaderName, value}}));
    QCOMPARE(record.summary.verdict, Verdict::Verified);
    DeliveryRecord kept = record;
    const CaptureSecrets secrets = CaptureSecrets::made();
    Resigning resigning(captureTestSecrets(), secrets);
    QCOMPARE(resigning.sign(record, kept), Resigning::Outcome::Verifies);
    const QByteArray fresh = signatureOf(kept);
    QVERIFY(fresh != value);
    QCOMPARE(fresh.size(), value.size());
    QCOMPARE(fresh.left(7).toLower() == "sha256=", value.left(7).toLower() == "sha256=");
    QCOMPARE(fresh == fresh.toUpper(), value == value.toUpper());
    QCOMPARE(verifySignature(kept.body, {fresh}, secrets.secrets()).verdict, Verdict::Verified);
    QCOMPARE(verifySignature(kept.body, {fresh}, captureTestSecrets().at(0).secrets).verdict, Verdict::Mismatch);
}

void TestResigning::knowsTheSignatureOfAnother()
{
    const QByteArray first = captureTestBody(QStringLiteral("first"));
    const QByteArray value = hmacSha256(captureTestSecret, first).toHex();
    const DeliveryRecord verified = recordOf(received(first, {{signatureHeaderName, value}}), 7);
    const DeliveryRecord refused =
        recordOf(received("{\"Id\":\"other\"}", {{signatureHeaderName, value}}, {{QByteArray::fromHex(value), 7}}), 8);
    QCOMPARE(refused.summary.diagnosis->cause, QStringLiteral("signature-of-other-delivery"));
    Resigning resigning(captureTestSecrets(), CaptureSecrets::made());
    DeliveryRecord keptFirst = verified;
    DeliveryRecord kept = refused;
    QCOMPARE(resigning.sign(verified, keptFirst), Resigning::Outcome::Verifies);
    QCOMPARE(resigning.sign(refused, kept), Resigning::Outcome::Refused);
    QCOMPARE(signatureOf(kept), signatureOf(keptFirst));
    QCOMPARE(kept.summary.diagnosis->detail.value(u"delivery").toInt(), 7);
}

void TestResigning::knowsOtherSecrets_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("cause");
    QTest::newRow("of another endpoint") << QByteArray(otherTestSecret) << QStringLiteral("secret-of-other-endpoint");
    QTest::newRow("retired") << QByteArray(retiredTestSecret) << QStringLiteral("secret-retired");
}

void TestResigning::knowsOtherSecrets()
{
    QFETCH(const QByteArray, secret);
    QFETCH(const QString, cause);
    const DeliveryRecord record = recordOf(received(captureTestBody(), signedHeaders(captureTestBody(), secret)));
    QCOMPARE(record.summary.diagnosis->cause, cause);
    DeliveryRecord kept = record;
    Resigning resigning(captureTestSecrets(), CaptureSecrets::made());
    QCOMPARE(resigning.sign(record, kept), Resigning::Outcome::Refused);
    QCOMPARE(kept.summary.diagnosis->cause, cause);
    QVERIFY(signatureOf(kept) != signatureOf(record));
}

/// It was refused for a secret that was not known at the time.
void TestResigning::doesNotVerifyWhatDidNot()
{
    DeliveryRecord record = recordOf(receivedSigned(captureTestBody()));
    record.summary.verdict = Verdict::Mismatch;
    record.summary.diagnosis = Diagnosis{QStringLiteral("unknown"), {}};
    DeliveryRecord kept = record;
    const CaptureSecrets secrets = CaptureSecrets::made();
    Resigning resigning(captureTestSecrets(), secrets);
    QCOMPARE(resigning.sign(record, kept), Resigning::Outcome::Refused);
    QCOMPARE(verifySignature(kept.body, {signatureOf(kept)}, secrets.secrets()).verdict, Verdict::Mismatch);
}

void TestResigning::saysWhereTheCauseIsLost()
{
    const DeliveryRecord record = recordOf(receivedFaulty(QStringLiteral("body-newline")));
    DeliveryRecord kept = record;
    Resigning withoutSecrets({}, CaptureSecrets::made());
    QCOMPARE(withoutSecrets.sign(record, kept), Resigning::Outcome::Changed);
    QCOMPARE(kept.summary.diagnosis->cause, QStringLiteral("body-newline")); // as it was recorded
    QVERIFY(signatureOf(kept) != signatureOf(record));
}

void TestResigning::keepsTheRightValueUnderAnotherName()
{
    const QByteArray body = captureTestBody();
    const DeliveryRecord record = recordOf(received(body, {{"X-Sig", hmacSha256(captureTestSecret, body).toBase64()}}));
    QCOMPARE(record.summary.diagnosis->cause, QStringLiteral("header-similar"));
    DeliveryRecord kept = record;
    const CaptureSecrets secrets = CaptureSecrets::made();
    Resigning resigning(captureTestSecrets(), secrets);
    QCOMPARE(resigning.sign(record, kept), Resigning::Outcome::Refused);
    QCOMPARE(headerValues(kept.headers, "X-Sig").value(0), hmacSha256(secrets.own, body).toBase64());
}

QTEST_GUILESS_MAIN(TestResigning)
#include "test_resigning.moc"
