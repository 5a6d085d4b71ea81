// SPDX-License-Identifier: MIT
#include "core/webhook/signature.h"
#include "core/webhook/signatureverifier.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace kaunt;
using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject readData(const QString& name)
{
    QFile file(QStringLiteral(KAUNT_TEST_DATA "/webhook/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QJsonDocument::fromJson(file.readAll()).object();
}

QByteArray fromHex(const QJsonValue& value)
{
    return QByteArray::fromHex(value.toString().toLatin1());
}

const QByteArray body = R"({"Id":"1"})";

QByteArray signedWith(const QByteArray& secret)
{
    return hmacSha256(secret, body).toHex();
}

} // namespace

/// Promises of the signature check, held against published and own vectors (tests/data/webhook).
class TestSignature final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void computesHmac_data();
    void computesHmac();
    void judgesEveryForm_data();
    void judgesEveryForm();
    void judgesEveryByteOfTheBody();
    void tellsWhichSecretMatched();
    void ignoresRetiredSecrets();
    void hasNoSecret_data();
    void hasNoSecret();
    void judgesTheNumberOfValues();
    void namesVerdictsAndEncodings();
};

void TestSignature::computesHmac_data()
{
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("message");
    QTest::addColumn<QByteArray>("tag");
    int count = 0;
    for (const QString& file : {u"hmac-rfc4231.json"_s, u"hmac-edge-cases.json"_s}) {
        const QJsonArray vectors = readData(file).value("vectors"_L1).toArray();
        for (const auto& vector : vectors) {
            QTest::addRow("%s: %s", qPrintable(file), qPrintable(vector["name"_L1].toString()))
                << fromHex(vector["key"_L1]) << fromHex(vector["message"_L1]) << fromHex(vector["tag"_L1]);
            ++count;
        }
    }
    QCOMPARE(count, 25);
}

void TestSignature::computesHmac()
{
    QFETCH(const QByteArray, key);
    QFETCH(const QByteArray, message);
    QFETCH(const QByteArray, tag);
    QVERIFY(tag.size() >= 16);
    const QByteArray computed = hmacSha256(key, message);
    QCOMPARE(computed.size(), qsizetype(32));
    QCOMPARE(computed.first(tag.size()).toHex(), tag.toHex());
}

void TestSignature::judgesEveryForm_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("encoding");
    const QJsonArray signatures = readData(u"signatures.json"_s).value("signatures"_L1).toArray();
    QCOMPARE(signatures.size(), qsizetype(73));
    for (const auto& row : signatures) {
        QTest::newRow(qPrintable(row["name"_L1].toString()))
            << row["value"_L1].toString().toUtf8() << row["verdict"_L1].toString() << row["encoding"_L1].toString();
    }
}

void TestSignature::judgesEveryForm()
{
    QFETCH(const QByteArray, value);
    QFETCH(const QString, verdict);
    QFETCH(const QString, encoding);
    const QJsonObject data = readData(u"signatures.json"_s);
    const SigningSecret secret{u"the key"_s, data.value("secret"_L1).toString().toUtf8(), false};
    const SignatureCheck check = verifySignature(data.value("body"_L1).toString().toUtf8(), {value}, {secret});
    QCOMPARE(verdictCode(check.verdict), verdict);
    QCOMPARE(check.encoding ? encodingCode(*check.encoding) : QString(), encoding);
    QCOMPARE(check.secretName, verdict == "verified"_L1 ? secret.name : QString());
}

void TestSignature::judgesEveryByteOfTheBody()
{
    const QList<SigningSecret> secrets{{u"a"_s, "key", false}};
    const QByteArray signature = signedWith("key");
    QCOMPARE(verifySignature(body, {signature}, secrets).verdict, Verdict::Verified);
    for (qsizetype i = 0; i < body.size(); ++i) {
        QByteArray changed = body;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        QCOMPARE(verifySignature(changed, {signature}, secrets).verdict, Verdict::Mismatch);
    }
    QCOMPARE(verifySignature(body + '\n', {signature}, secrets).verdict, Verdict::Mismatch);
    QCOMPARE(verifySignature(QByteArrayView(), {signature}, secrets).verdict, Verdict::Mismatch);
    QCOMPARE(verifySignature(QByteArrayView(), {hmacSha256("key", {}).toHex()}, secrets).verdict, Verdict::Verified);
}

void TestSignature::tellsWhichSecretMatched()
{
    const QList<SigningSecret> secrets{
        {u"old"_s, "first", false}, {u"new"_s, "second", false}, {u"same as new"_s, "second", false}};
    QCOMPARE(verifySignature(body, {signedWith("first")}, secrets).secretName, u"old"_s);
    QCOMPARE(verifySignature(body, {signedWith("second")}, secrets).secretName, u"new"_s);
    const SignatureCheck none = verifySignature(body, {signedWith("third")}, secrets);
    QCOMPARE(none.verdict, Verdict::Mismatch);
    QVERIFY(none.secretName.isEmpty());
}

void TestSignature::ignoresRetiredSecrets()
{
    const QList<SigningSecret> secrets{{u"old"_s, "first", true}, {u"new"_s, "second", false}};
    QCOMPARE(verifySignature(body, {signedWith("first")}, secrets).verdict, Verdict::Mismatch);
    QCOMPARE(verifySignature(body, {signedWith("second")}, secrets).verdict, Verdict::Verified);
}

void TestSignature::hasNoSecret_data()
{
    QTest::addColumn<QList<SigningSecret>>("secrets");
    QTest::newRow("none") << QList<SigningSecret>();
    QTest::newRow("all retired") << QList<SigningSecret>{{u"a"_s, "first", true}, {u"b"_s, "second", true}};
    QTest::newRow("all empty") << QList<SigningSecret>{{u"a"_s, "", false}, {u"b"_s, {}, false}};
}

void TestSignature::hasNoSecret()
{
    QFETCH(const QList<SigningSecret>, secrets);
    // An empty secret would let anybody sign.
    const QList<QList<QByteArray>> arrivals{{}, {"x"}, {signedWith("first")}, {signedWith("")}, {"x", "y"}};
    for (const QList<QByteArray>& values : arrivals)
        QCOMPARE(verifySignature(body, values, secrets).verdict, Verdict::NoSecret);
    QCOMPARE(verifySignature(body, {signedWith("")}, secrets).encoding, SignatureEncoding::Hex);
    const QList<SigningSecret> oneInUse = secrets + QList<SigningSecret>{{u"c"_s, "third", false}};
    QCOMPARE(verifySignature(body, {signedWith("")}, oneInUse).verdict, Verdict::Mismatch);
    QCOMPARE(verifySignature(body, {signedWith("third")}, oneInUse).verdict, Verdict::Verified);
}

void TestSignature::judgesTheNumberOfValues()
{
    const QList<SigningSecret> secrets{{u"a"_s, "key", false}};
    const QByteArray right = signedWith("key");
    QCOMPARE(verifySignature(body, {}, secrets).verdict, Verdict::Missing);
    QCOMPARE(verifySignature(body, {right}, secrets).verdict, Verdict::Verified);
    const SignatureCheck twice = verifySignature(body, {right, right}, secrets);
    QCOMPARE(twice.verdict, Verdict::Malformed);
    QVERIFY(!twice.encoding);
    QCOMPARE(verifySignature(body, {right, QByteArray()}, secrets).verdict, Verdict::Malformed);
    QCOMPARE(verifySignature(body, {QByteArray()}, secrets).verdict, Verdict::Malformed);
}

void TestSignature::namesVerdictsAndEncodings()
{
    const QList<std::pair<Verdict, QString>> verdicts{{Verdict::Verified, u"verified"_s},
                                                      {Verdict::Mismatch, u"mismatch"_s},
                                                      {Verdict::Missing, u"missing"_s},
                                                      {Verdict::Malformed, u"malformed"_s},
                                                      {Verdict::NoSecret, u"no-secret"_s}};
    for (const auto& [verdict, code] : verdicts) {
        QCOMPARE(verdictCode(verdict), code);
        QVERIFY(verdictFromCode(code) == verdict);
    }
    const QList<std::pair<SignatureEncoding, QString>> encodings{{SignatureEncoding::Hex, u"hex"_s},
                                                                 {SignatureEncoding::Base64, u"base64"_s},
                                                                 {SignatureEncoding::Base64Url, u"base64url"_s}};
    for (const auto& [encoding, code] : encodings) {
        QCOMPARE(encodingCode(encoding), code);
        QVERIFY(encodingFromCode(code) == encoding);
    }
    QVERIFY(!verdictFromCode(u"Verified"));
    QVERIFY(!encodingFromCode(u""));
}

QTEST_APPLESS_MAIN(TestSignature)
#include "test_signature.moc"
