// SPDX-License-Identifier: MIT
#include "core/webhook/diagnosis.h"
#include "core/webhook/signatureverifier.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace kaunt;

namespace {

QJsonObject table()
{
    QFile file(QStringLiteral(KAUNT_TEST_DATA "/webhook/refusals.json"));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QByteArray bytesOf(const QJsonValue& base64)
{
    return QByteArray::fromBase64(base64.toString().toLatin1());
}

HeaderList headersOf(const QJsonArray& pairs)
{
    HeaderList headers;
    for (const auto& pair : pairs)
        headers.append({pair[0].toString().toLatin1(), pair[1].toString().toLatin1()});
    return headers;
}

DiagnosisKnowledge knowledgeOf(const QJsonObject& all, const QJsonObject& one)
{
    DiagnosisKnowledge knowledge;
    knowledge.secrets = {{QStringLiteral("current"), bytesOf(one.value(u"secret")), false},
                         {QStringLiteral("retired"), all.value(u"retired").toString().toUtf8(), true}};
    knowledge.otherEndpoints = {
        {QStringLiteral("other"),
         {{QStringLiteral("theirs"), all.value(u"other").toString().toUtf8(), false},
          {QStringLiteral("theirs before"), all.value(u"otherRetired").toString().toUtf8(), true}}}};
    const QJsonObject verified = one.value(u"verified").toObject();
    for (auto each = verified.begin(); each != verified.end(); ++each)
        knowledge.verified.append({QByteArray::fromHex(each.value().toString().toLatin1()), each.key().toLongLong(),
                                   one.value(u"verifiedBodies").toObject().value(each.key()).toString().toUtf8()});
    return knowledge;
}

RefusedRequest requestOf(const QJsonObject& one, const DiagnosisKnowledge& knowledge)
{
    RefusedRequest request;
    request.method = one.value(u"method").toString().toLatin1();
    request.target = one.value(u"target").toString().toLatin1();
    request.headers = headersOf(one.value(u"headers").toArray());
    request.body = one.contains(u"body") ? one.value(u"body").toString().toUtf8() : bytesOf(one.value(u"bodyBase64"));
    request.receivedAt = one.value(u"receivedAt").toInteger();
    request.check =
        verifySignature(request.body, headerValues(request.headers, signatureHeaderName), knowledge.secrets);
    return request;
}

QByteArray printed(const Diagnosis& diagnosis)
{
    return diagnosis.cause.toUtf8() + ' ' + QJsonDocument(diagnosis.detail).toJson(QJsonDocument::Compact);
}

} // namespace

/// The diagnosis names each fault of the table to the letter, and nothing where nothing can be known.
class TestRefusals final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isWhole();
    void namesTheCause_data();
    void namesTheCause();
};

void TestRefusals::isWhole()
{
    QVERIFY(table().value(u"cases").toArray().size() >= 400);
}

void TestRefusals::namesTheCause_data()
{
    QTest::addColumn<QJsonObject>("one");
    const QJsonArray cases = table().value(u"cases").toArray();
    for (const auto& one : cases)
        QTest::newRow(qPrintable(one[u"name"].toString())) << one.toObject();
}

void TestRefusals::namesTheCause()
{
    QFETCH(const QJsonObject, one);
    const DiagnosisKnowledge knowledge = knowledgeOf(table(), one);
    const RefusedRequest request = requestOf(one, knowledge);
    QVERIFY(request.check.verdict != Verdict::Verified);
    const Diagnosis found = examineRefusal(request, knowledge).diagnosis;
    const QByteArray told = printed(found);
    QVERIFY2(found.cause == one.value(u"cause").toString(), told.constData());
    const QJsonObject detail = one.value(u"detail").toObject();
    for (auto each = detail.begin(); each != detail.end(); ++each)
        QVERIFY2(each.value().isNull() ? !found.detail.contains(each.key())
                                       : found.detail.value(each.key()) == each.value(),
                 told.constData());
    QVERIFY2(!told.contains(knowledge.secrets.constFirst().value), told.constData());
    const QByteArray right = hmacSha256(knowledge.secrets.constFirst().value, request.body);
    QVERIFY2(!told.contains(right.toHex()) && !told.contains(right.toBase64()), told.constData());
}

QTEST_APPLESS_MAIN(TestRefusals)
#include "test_refusals.moc"
