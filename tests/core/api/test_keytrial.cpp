// SPDX-License-Identifier: MIT
#include "core/api/keytrial.h"
#include "tests/core/api/fetching.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

using Lifetime = std::optional<std::chrono::seconds>;

Q_DECLARE_METATYPE(Lifetime)

namespace {

const ApiCredentials key{QStringLiteral("client"), "s3cret"};

QByteArray tokenOf(const QByteArray& lifetime)
{
    return ScriptedPeer::status(200, R"({"access_token":"t","token_type":"Bearer")" + lifetime + '}');
}

} // namespace

/// One question to the token endpoint, of which nothing is kept.
class TestKeyTrial final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void tellsHowLongTheTokenLives_data();
    void tellsHowLongTheTokenLives();
    void asksAnewEachTime();
    void saysWhyThereIsNone_data();
    void saysWhyThereIsNone();
    void sendsTheKeyNowhereElse_data();
    void sendsTheKeyNowhereElse();
    void endsWithoutAWordWhereCancelled();
    void triesTheLastKeyAlone();

private:
    [[nodiscard]] static ApiSettings apiAt(const QUrl& base)
    {
        ApiSettings api;
        api.apiBase = base;
        return api;
    }

    ManualClock m_clock;
};

void TestKeyTrial::tellsHowLongTheTokenLives_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<Lifetime>("lifetime");
    QTest::newRow("an hour") << tokenOf(R"(,"expires_in":3600)") << Lifetime(3600);
    QTest::newRow("a year") << tokenOf(R"(,"expires_in":31536000)") << Lifetime(31'536'000);
    QTest::newRow("not said") << tokenOf({}) << Lifetime();
    QTest::newRow("no number") << tokenOf(R"(,"expires_in":"soon")") << Lifetime();
}

void TestKeyTrial::tellsHowLongTheTokenLives()
{
    QFETCH(const QByteArray, answer);
    ScriptedPeer api({answer});
    KeyTrial trial(m_clock);
    const QSignalSpy succeeded(&trial, &KeyTrial::succeeded);
    trial.start(apiAt(api.url()), key);
    QVERIFY(trial.isUnderWay());
    QTRY_COMPARE(succeeded.size(), 1);
    QTEST(succeeded.at(0).at(0).value<Lifetime>(), "lifetime");
    QVERIFY(!trial.isUnderWay());
    QCOMPARE(api.requests().size(), 1);
    QCOMPARE(headerValues(api.requests().constFirst().headers, "Authorization").value(0),
             "Basic " + QByteArray("client:s3cret").toBase64());
}

void TestKeyTrial::asksAnewEachTime()
{
    ScriptedPeer api({tokenAnswer(), ScriptedPeer::status(401, R"({"error":"invalid_client"})")});
    KeyTrial trial(m_clock);
    const QSignalSpy succeeded(&trial, &KeyTrial::succeeded);
    const QSignalSpy failed(&trial, &KeyTrial::failed);
    trial.start(apiAt(api.url()), key);
    QTRY_COMPARE(succeeded.size(), 1);
    trial.start(apiAt(api.url()), key);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(api.requests().size(), 2);
}

void TestKeyTrial::saysWhyThereIsNone_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<FetchError>("error");
    using Step = FetchError::Step;
    QTest::newRow("refused") << ScriptedPeer::status(401, R"({"error":"invalid_client"})")
                             << FetchError{Step::Token, 401, {}, QStringLiteral("invalid_client")};
    QTest::newRow("the secret in the answer") << ScriptedPeer::status(400, R"({"error":"not s3cret"})")
                                              << FetchError{Step::Token, 400, {}, QStringLiteral("not …")};
    QTest::newRow("a page") << ScriptedPeer::status(403, "<html><title>Blocked</title></html>")
                            << FetchError{
                                   Step::Token, 403, {}, QStringLiteral("Blocked"), FetchError::Reason::AnswerIsPage};
}

void TestKeyTrial::saysWhyThereIsNone()
{
    QFETCH(const QByteArray, answer);
    ScriptedPeer api({answer});
    KeyTrial trial(m_clock);
    const QSignalSpy failed(&trial, &KeyTrial::failed);
    trial.start(apiAt(api.url()), key);
    QTRY_COMPARE(failed.size(), 1);
    QTEST(failed.at(0).at(0).value<FetchError>(), "error");
}

void TestKeyTrial::sendsTheKeyNowhereElse_data()
{
    QTest::addColumn<QString>("base");
    QTest::addColumn<FetchError::Reason>("reason");
    QTest::newRow("plain") << QStringLiteral("http://api.example") << FetchError::Reason::SchemeNotAllowed;
    QTest::newRow("a user name") << QStringLiteral("https://me@api.example") << FetchError::Reason::UserInfo;
    QTest::newRow("nothing") << QString() << FetchError::Reason::NoUrl;
}

void TestKeyTrial::sendsTheKeyNowhereElse()
{
    QFETCH(const QString, base);
    KeyTrial trial(m_clock);
    const QSignalSpy failed(&trial, &KeyTrial::failed);
    trial.start(apiAt(QUrl(base)), key);
    QVERIFY(!trial.isUnderWay());
    QCOMPARE(failed.size(), 1);
    QCOMPARE(failed.at(0).at(0).value<FetchError>().step, FetchError::Step::Token);
    QTEST(failed.at(0).at(0).value<FetchError>().reason, "reason");
}

void TestKeyTrial::endsWithoutAWordWhereCancelled()
{
    ScriptedPeer api({QByteArray()});
    KeyTrial trial(m_clock);
    const QSignalSpy succeeded(&trial, &KeyTrial::succeeded);
    const QSignalSpy failed(&trial, &KeyTrial::failed);
    trial.start(apiAt(api.url()), key);
    QTRY_COMPARE(api.requests().size(), 1);
    trial.cancel();
    QVERIFY(!trial.isUnderWay());
    QTRY_COMPARE(api.openConnections(), 0);
    QVERIFY(succeeded.isEmpty() && failed.isEmpty());
}

void TestKeyTrial::triesTheLastKeyAlone()
{
    ScriptedPeer silent({QByteArray()});
    ScriptedPeer api({tokenAnswer()});
    KeyTrial trial(m_clock);
    const QSignalSpy succeeded(&trial, &KeyTrial::succeeded);
    const QSignalSpy failed(&trial, &KeyTrial::failed);
    trial.start(apiAt(silent.url()), key);
    QTRY_COMPARE(silent.requests().size(), 1);
    trial.start(apiAt(api.url()), key);
    QTRY_COMPARE(succeeded.size(), 1);
    QTRY_COMPARE(silent.openConnections(), 0);
    QVERIFY(failed.isEmpty());
}

QTEST_GUILESS_MAIN(TestKeyTrial)
#include "test_keytrial.moc"
