// SPDX-License-Identifier: MIT
#include "core/sha256.h"
#include "core/webhook/deflated.h"
#include "core/webhook/diagnosis.h"
#include "core/webhook/signatureverifier.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <zlib.h>

using namespace kaunt;
using namespace Qt::Literals::StringLiterals;

/// Promises of diagnoseHeader: the cause codes that scripts rely on, and no secret in any detail.
class TestDiagnosis final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void namesTheCause_data();
    void namesTheCause();
    void endsWhenTimeIsUp();
    void endsWhenStopped();
    void saysWhatItTried();
    void namesFaultsOfLargeBodies_data();
    void namesFaultsOfLargeBodies();
    void namesOtherAlgorithmsOfLargeBodies();
    void namesSecretsOfLargeBodies();
    void costsNoMoreThanItsLimits_data();
    void costsNoMoreThanItsLimits();
    void callsNoJsonInvalidThatIsLarge();
    void findsAWrappedBodyBehindAMark();
    void namesAnApiKeyInPlaceOfTheSecret_data();
    void namesAnApiKeyInPlaceOfTheSecret();
    void saysThatOurSecretIsOfTheApi();
    void looksBehindReplacedSecrets();
    void findsATimeStampThatCameInNoHeader_data();
    void findsATimeStampThatCameInNoHeader();
};

namespace {

RefusedRequest unexplained(const QByteArray& body, const QByteArray& target)
{
    const DiagnosisKnowledge knowledge{{{u"hush"_s, "hush", false}}, {}, {}};
    RefusedRequest request{"POST", target, {{signatureHeaderName, hmacSha256("another", body).toHex()}}, body, {}};
    request.check = verifySignature(body, headerValues(request.headers, signatureHeaderName), knowledge.secrets);
    return request;
}

/// By what is counted alone, however long that takes here.
DiagnosisLimits countedLimits()
{
    DiagnosisLimits limits;
    limits.time = std::chrono::hours(1);
    return limits;
}

QJsonObject examinedDetail(const RefusedRequest& request, const DiagnosisLimits& limits)
{
    return examineRefusal(request, {{{u"hush"_s, "hush", false}}, {}, {}}, limits).diagnosis.detail;
}

} // namespace

void TestDiagnosis::namesTheCause_data()
{
    QTest::addColumn<QList<QByteArray>>("signatures");
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QByteArray>("detail");
    const QByteArray other = hmacSha256("another", "{}").toHex();
    QTest::newRow("missing") << QList<QByteArray>() << QByteArray("hush") << u"header-missing"_s
                             << QByteArray(R"({"name":"X-Signature-SHA256"})");
    QTest::newRow("malformed") << QList<QByteArray>{"abc"} << QByteArray("hush") << u"header-malformed"_s
                               << QByteArray(R"({"length":3})");
    QTest::newRow("empty") << QList<QByteArray>{""} << QByteArray("hush") << u"header-malformed"_s
                           << QByteArray(R"({"length":0})");
    QTest::newRow("repeated") << QList<QByteArray>{other, other} << QByteArray("hush") << u"header-repeated"_s
                              << QByteArray(R"({"count":2})");
    QTest::newRow("mismatch") << QList<QByteArray>{other} << QByteArray("hush") << u"unknown"_s
                              << QByteArray(R"({"tried":[]})");
    QTest::newRow("no secret") << QList<QByteArray>{other} << QByteArray() << u"unknown"_s
                               << QByteArray(R"({"tried":[]})");
}

void TestDiagnosis::namesTheCause()
{
    QFETCH(const QList<QByteArray>, signatures);
    QFETCH(const QByteArray, secret);
    QFETCH(const QString, cause);
    QFETCH(const QByteArray, detail);
    HeaderList headers{{"Host", "localhost"}};
    for (const QByteArray& signature : signatures)
        headers.append({"x-signature-sha256", signature});
    const SignatureCheck check =
        verifySignature("{}", headerValues(headers, signatureHeaderName), {{u"hush"_s, secret, false}});
    const Diagnosis diagnosis = diagnoseHeader(headers, check);
    QCOMPARE(diagnosis.cause, cause);
    QCOMPARE(QJsonDocument(diagnosis.detail).toJson(QJsonDocument::Compact), detail);
    QVERIFY(!QJsonDocument(diagnosis.detail).toJson().contains("hush"));
}

void TestDiagnosis::endsWhenTimeIsUp()
{
    DiagnosisLimits limits = countedLimits();
    const RefusedRequest request = unexplained(R"({"Id":"1"})" + QByteArray(1 << 11, ' '), "/hook");
    QVERIFY(!examinedDetail(request, limits).contains(u"isExhausted"));
    limits.time = std::chrono::milliseconds(0);
    QVERIFY(examinedDetail(request, limits).value(u"isExhausted").toBool());
}

void TestDiagnosis::endsWhenStopped()
{
    std::stop_source stop;
    DiagnosisLimits limits = countedLimits();
    limits.stop = stop.get_token();
    const RefusedRequest request = unexplained(R"({"Id":"1"})" + QByteArray(1 << 11, ' '), "/hook");
    QVERIFY(!examinedDetail(request, limits).contains(u"isExhausted"));
    stop.request_stop();
    QVERIFY(examinedDetail(request, limits).value(u"isExhausted").toBool());
}

/// And nothing more: without a request, what a signature may cover besides the body is not known.
void TestDiagnosis::saysWhatItTried()
{
    const QJsonArray whole =
        examinedDetail(unexplained(R"({"Id":"1"})", "/hook"), countedLimits()).value(u"tried").toArray();
    QVERIFY(whole.contains(u"signed-string"_s) && whole.contains(u"body-reserialised"_s));
    const QJsonArray alone =
        examinedDetail(unexplained(R"({"Id":"1"})", {}), countedLimits()).value(u"tried").toArray();
    QVERIFY(!alone.contains(u"signed-string"_s) && alone.contains(u"body-reserialised"_s));
    DiagnosisLimits limits = countedLimits();
    limits.trials = 20;
    const QJsonArray few = examinedDetail(unexplained(R"({"Id":"1"})", "/hook"), limits).value(u"tried").toArray();
    QVERIFY(!few.contains(u"body-reserialised"_s));
}

/// What costs least is tried first, so that it is found however long the body is.
void TestDiagnosis::namesFaultsOfLargeBodies_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QString>("cause");
    const QByteArray body = R"({"Id":")" + QByteArray(640'000, 'x') + R"("})";
    QTest::newRow("nothing") << QByteArray() << u"body-empty-signed"_s;
    QTest::newRow("a newline") << body + '\n' << u"body-newline"_s;
    QTest::newRow("a newline of Windows") << body + "\r\n" << u"body-newline"_s;
    QTest::newRow("a byte-order mark") << "\xef\xbb\xbf" + body << u"body-bom"_s;
    QTest::newRow("indented") << "{\n  \"Id\": " + body.mid(6).chopped(1) + "\n}" << u"body-reserialised"_s;
}

void TestDiagnosis::namesFaultsOfLargeBodies()
{
    QFETCH(const QByteArray, message);
    QFETCH(const QString, cause);
    RefusedRequest request = unexplained(R"({"Id":")" + QByteArray(640'000, 'x') + R"("})", "/hook");
    request.headers = {{signatureHeaderName, hmacSha256("hush", message).toHex()}};
    QCOMPARE(examineRefusal(request, {{{u"hush"_s, "hush", false}}, {}, {}}, countedLimits()).diagnosis.cause, cause);
}

void TestDiagnosis::namesOtherAlgorithmsOfLargeBodies()
{
    RefusedRequest request = unexplained(R"({"Id":")" + QByteArray(640'000, 'x') + R"("})", "/hook");
    request.headers = {{signatureHeaderName, sha256(request.body).toHex()}};
    const Diagnosis found = examineRefusal(request, {{{u"hush"_s, "hush", false}}, {}, {}}, countedLimits()).diagnosis;
    QCOMPARE(found.cause, u"other-algorithm"_s);
    QCOMPARE(found.detail.value(u"algorithm").toString(), u"sha256"_s);
}

/// One fault alone comes before all that takes two.
void TestDiagnosis::namesSecretsOfLargeBodies()
{
    RefusedRequest request = unexplained(R"({"Id":")" + QByteArray(250'000, 'x') + R"("})", "/hook");
    request.headers = {{signatureHeaderName, hmacSha256("hush-hush-hushhush-hush-hush", request.body).toHex()}};
    const Diagnosis found =
        examineRefusal(request, {{{u"hush"_s, "hush-hush-hush", false}}, {}, {}}, countedLimits()).diagnosis;
    QCOMPARE(found.cause, u"secret-encoded"_s);
    QCOMPARE(found.detail.value(u"encoding").toString(), u"twice"_s);
}

void TestDiagnosis::costsNoMoreThanItsLimits_data()
{
    QTest::addColumn<QByteArray>("body");
    const auto nested = [](int depth, qsizetype values) {
        return QByteArray(depth, '[') + QByteArray("1,").repeated(values) + '1' + QByteArray(depth, ']');
    };
    const QByteArray compressed = deflated(nested(120, 250'000), MAX_WBITS + 16, Z_DEFAULT_COMPRESSION, 8).value_or("");
    QTest::newRow("deep") << nested(120, 60'000);
    QTest::newRow("deep, of a mebibyte") << nested(120, 500'000);
    QTest::newRow("deep, compressed to nothing") << compressed;
}

/// Of what a stranger sends no form is made that alone would cost more than all may.
void TestDiagnosis::costsNoMoreThanItsLimits()
{
    QFETCH(const QByteArray, body);
    QVERIFY(!body.isEmpty() && body.size() <= 1 << 20);
    const DiagnosisLimits limits;
    const DiagnosisKnowledge knowledge{{{u"hush"_s, "hush", false}}, {}, {}};
    const Examination examination = examineRefusal(unexplained(body, "/hook"), knowledge, limits);
    QCOMPARE(examination.diagnosis.cause, u"unknown"_s);
    const qsizetype last = 3 * limits.reprintedBytes; // was begun when there was little left
    QVERIFY2(examination.hashedBytes <= limits.hashedBytes + last,
             QByteArray::number(examination.hashedBytes).constData());
}

void TestDiagnosis::callsNoJsonInvalidThatIsLarge()
{
    const QByteArray body = '[' + QByteArray("1,").repeated(100'000) + "1]";
    QVERIFY(!examinedDetail(unexplained(body, "/hook"), countedLimits()).contains(u"json"));
    const QByteArray deep = QByteArray(300, '[') + QByteArray(300, ']');
    QVERIFY(!examinedDetail(unexplained(deep, "/hook"), countedLimits()).contains(u"json"));
    QCOMPARE(examinedDetail(unexplained("[1", "/hook"), countedLimits()).value(u"json").toString(), u"incomplete"_s);
}

/// As it stands there, and not only as we would print it.
void TestDiagnosis::findsAWrappedBodyBehindAMark()
{
    const QByteArray inner = R"({"Id": "1", "EventType":  "ModelReady"})";
    for (const char* mark : {"", "\xef\xbb\xbf"}) {
        RefusedRequest request = unexplained(mark + (R"({"data": )" + inner) + '}', "/hook");
        request.headers = {{signatureHeaderName, hmacSha256("hush", inner).toHex()}};
        const Diagnosis found =
            examineRefusal(request, {{{u"hush"_s, "hush", false}}, {}, {}}, countedLimits()).diagnosis;
        QCOMPARE(found.cause, u"body-reserialised"_s);
        QCOMPARE(found.detail.value(u"member").toString(), u"data"_s);
        QVERIFY(!found.detail.contains(u"layers"));
    }
}

void TestDiagnosis::namesAnApiKeyInPlaceOfTheSecret_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("encoding");
    QTest::newRow("its secret") << QByteArray("client-secret-of-t") << u"api-secret"_s;
    QTest::newRow("its id") << QByteArray("client-of-t") << u"api-client-id"_s;
}

void TestDiagnosis::namesAnApiKeyInPlaceOfTheSecret()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QString, encoding);
    RefusedRequest request = unexplained("{}", "/hook");
    request.headers = {{signatureHeaderName, hmacSha256(key, "{}").toHex()}};
    DiagnosisKnowledge knowledge{{{u"hush"_s, "hush", false}}, {}, {}};
    knowledge.apiSecrets = {{{}, u"client"_s, "client-secret"}, {u"t"_s, u"client-of-t"_s, "client-secret-of-t"}};
    const Diagnosis found = examineRefusal(request, knowledge, countedLimits()).diagnosis;
    QCOMPARE(found.cause, u"secret-encoded"_s);
    QCOMPARE(found.detail.value(u"encoding").toString(), encoding);
    QCOMPARE(found.detail.value(u"tenant").toString(), u"t"_s);
    QVERIFY(!QJsonDocument(found.detail).toJson().contains(key));
}

void TestDiagnosis::saysThatOurSecretIsOfTheApi()
{
    DiagnosisKnowledge knowledge{{{u"mine"_s, "client-secret", false}}, {}, {}};
    knowledge.apiSecrets = {{{}, u"client"_s, "client-secret"}};
    const Diagnosis found = examineRefusal(unexplained("{}", "/hook"), knowledge, countedLimits()).diagnosis;
    QCOMPARE(found.cause, u"unknown"_s);
    QCOMPARE(found.detail.value(u"apiSecret").toString(), u"mine"_s);
}

/// However many there were before the one that is in use.
void TestDiagnosis::looksBehindReplacedSecrets()
{
    DiagnosisKnowledge knowledge;
    for (int i = 0; i < 20; ++i)
        knowledge.secrets.append({u"old"_s, "replaced-" + QByteArray::number(i), true});
    knowledge.secrets.append({u"new"_s, "hush-hush", false});
    RefusedRequest request = unexplained("{}", "/hook");
    for (const QByteArray& value : {hmacSha256("hush-hush", "{}").toHex() + "0a", QByteArray("hush-hush")}) {
        request.headers = {{signatureHeaderName, value}};
        const Diagnosis found = examineRefusal(request, knowledge, countedLimits()).diagnosis;
        QCOMPARE(found.cause, u"header-malformed"_s);
        QCOMPARE(found.detail.value(u"secret").toString(), u"new"_s);
    }
}

void TestDiagnosis::findsATimeStampThatCameInNoHeader_data()
{
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<qint64>("receivedAt");
    QTest::addColumn<QString>("form"); // empty where it can't be found
    QTest::addColumn<QString>("timestamp");
    constexpr qint64 arrival = 1'769'864'531'123;
    const QString none;
    QTest::newRow("in front") << QByteArray(R"(1769864531.{"Id":"1"})") << arrival << u"timestamp.body"_s
                              << u"1769864531"_s;
    QTest::newRow("behind") << QByteArray(R"({"Id":"1"}:1769864530)") << arrival << u"body:timestamp"_s
                            << u"1769864530"_s;
    QTest::newRow("without a mark") << QByteArray(R"(1769864529{"Id":"1"})") << arrival << u"timestamp+body"_s
                                    << u"1769864529"_s;
    QTest::newRow("with a version") << QByteArray(R"(v0:1769864531:{"Id":"1"})") << arrival << u"v0:timestamp:body"_s
                                    << u"1769864531"_s;
    QTest::newRow("a minute before") << QByteArray(R"(1769864471.{"Id":"1"})") << arrival << u"timestamp.body"_s
                                     << u"1769864471"_s;
    QTest::newRow("by another clock") << QByteArray(R"(1769864536.{"Id":"1"})") << arrival << u"timestamp.body"_s
                                      << u"1769864536"_s;
    QTest::newRow("of another time") << QByteArray(R"(1769864470.{"Id":"1"})") << arrival << none << none;
    QTest::newRow("arrived nobody knows when") << QByteArray(R"(1769864531.{"Id":"1"})") << qint64{0} << none << none;
}

void TestDiagnosis::findsATimeStampThatCameInNoHeader()
{
    QFETCH(const QByteArray, message);
    QFETCH(const qint64, receivedAt);
    QFETCH(const QString, form);
    QFETCH(const QString, timestamp);
    RefusedRequest request = unexplained(R"({"Id":"1"})", {});
    request.headers = {{signatureHeaderName, hmacSha256("hush", message).toHex()}};
    request.receivedAt = receivedAt;
    const Diagnosis diagnosis =
        examineRefusal(request, {{{u"hush"_s, "hush", false}}, {}, {}}, countedLimits()).diagnosis;
    QCOMPARE(diagnosis.cause, form.isEmpty() ? u"unknown"_s : u"signed-string"_s);
    QCOMPARE(diagnosis.detail.value(u"form").toString(), form);
    QCOMPARE(diagnosis.detail.value(u"timestamp").toString(), timestamp);
    QVERIFY(!diagnosis.detail.contains(u"isExhausted"));
}

QTEST_APPLESS_MAIN(TestDiagnosis)
#include "test_diagnosis.moc"
