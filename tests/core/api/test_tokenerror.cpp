// SPDX-License-Identifier: MIT
#include "core/api/tokenerror.h"

#include <QTest>

using namespace kaunt;

/// Why no token was given, as far as the standard's codes tell; nothing is read into other words.
class TestTokenError final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsCodes_data();
    void readsCodes();
};

void TestTokenError::readsCodes_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("message");
    QTest::addColumn<TokenRefusal>("refusal");
    const auto row = [](const char* name, const char* answer, const char* message, TokenRefusal refusal) {
        QTest::newRow(name) << QByteArray(answer) << QString::fromUtf8(message) << refusal;
    };
    row("unknown client", R"({"error":"invalid_client"})", "invalid_client", TokenRefusal::ClientUnknown);
    row("described", R"({"error":"invalid_client","error_description":"No such key"})", "invalid_client: No such key",
        TokenRefusal::ClientUnknown);
    row("not allowed", R"({"error":"unauthorized_client"})", "unauthorized_client", TokenRefusal::ClientNotAllowed);
    row("way of asking", R"({"error":"unsupported_grant_type","error_description":"x: y"})",
        "unsupported_grant_type: x: y", TokenRefusal::RequestRefused);
    row("another code", R"({"error":"no_such_code","error_description":"Sorry"})", "Sorry", TokenRefusal::None);
    row("words", R"({"message":"The client is invalid"})", "The client is invalid", TokenRefusal::None);
    row("an object", R"({"error":{"message":"invalid_client it is"}})", "invalid_client it is", TokenRefusal::None);
    row("nothing", "{}", "", TokenRefusal::None);
    row("no object", "[]", "", TokenRefusal::None);
}

void TestTokenError::readsCodes()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const QString, message);
    QFETCH(const TokenRefusal, refusal);
    const auto json = parseJson(answer);
    QVERIFY(json);
    QCOMPARE(tokenMessageOf(*json), message);
    QCOMPARE(tokenRefusalOf(tokenMessageOf(*json)), refusal);
}

QTEST_GUILESS_MAIN(TestTokenError)
#include "test_tokenerror.moc"
