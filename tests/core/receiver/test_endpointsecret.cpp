// SPDX-License-Identifier: MIT
#include "core/receiver/endpointsecret.h"

#include <QTest>

using namespace kaunt;

/// Which secret samples and probes to a URL are signed with.
class TestEndpointSecret final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isOfTheEndpointThatIsCalled_data();
    void isOfTheEndpointThatIsCalled();
    void isNoneWhereThereIsNone();
    void isWrongOnPurpose();
};

namespace {

Endpoint endpointAt(const char* name, const char* path, const QList<SigningSecret>& secrets)
{
    return {QString::fromLatin1(name), QString::fromLatin1(path), secrets};
}

} // namespace

void TestEndpointSecret::isOfTheEndpointThatIsCalled_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QByteArray>("secret");
    const std::pair<const char*, QByteArray> rows[]{{"http://127.0.0.1:8787/webhooks/kaunt", "first"},
                                                    {"http://127.0.0.1:8787/webhooks/sandbox", "third"},
                                                    {"https://hooks.example.com/webhooks/sandbox?code=1", "third"},
                                                    {"https://hooks.example.com/desk/webhooks/Sandbox/", "third"},
                                                    {"http://127.0.0.1:8787/webhooks/bl%C3%A5", "fourth"},
                                                    {"http://127.0.0.1:8787/webhooks/empty", "first"},
                                                    {"http://127.0.0.1:3000/hook", "first"},
                                                    {"http://127.0.0.1:3000", "first"},
                                                    {"", "first"}};
    for (const auto& [url, secret] : rows)
        QTest::addRow("<%s>", url) << QString::fromLatin1(url) << secret;
}

void TestEndpointSecret::isOfTheEndpointThatIsCalled()
{
    QFETCH(const QString, url);
    QFETCH(const QByteArray, secret);
    const SigningSecret retired{QStringLiteral("old"), "retired", true};
    const QList<Endpoint> endpoints{
        endpointAt("empty", "/webhooks/empty", {retired, {QStringLiteral("new"), {}}}),
        endpointAt("default", "/webhooks/kaunt", {retired, {QStringLiteral("current"), "first"}}),
        endpointAt("sandbox", "/webhooks/sandbox",
                   {{QStringLiteral("current"), "third"}, {QStringLiteral("next"), "later"}}),
        endpointAt("blue", "/webhooks/bl\xe5", {{QStringLiteral("current"), "fourth"}})};
    const auto chosen = secretToSignWith(endpoints, QUrl(url));
    QVERIFY(chosen);
    QCOMPARE(chosen->secret.value, secret);
    QCOMPARE(chosen->endpoint == QLatin1String("sandbox"), secret == "third");
}

void TestEndpointSecret::isNoneWhereThereIsNone()
{
    const QUrl url(QStringLiteral("http://127.0.0.1:8787/webhooks/kaunt"));
    QVERIFY(!secretToSignWith({}, url));
    QVERIFY(!secretToSignWith({Endpoint()}, url));
}

void TestEndpointSecret::isWrongOnPurpose()
{
    const QUrl url(QStringLiteral("http://127.0.0.1:8787/one"));
    const QString name = QStringLiteral("a");
    QList<Endpoint> endpoints{endpointAt("first", "/one", {{name, "one"}}),
                              endpointAt("second", "/two", {{name, "two old", true}, {name, "one"}, {name, "two"}})};
    QVERIFY(!wrongSecretFor(endpoints, url, WrongSecret::Retired));
    const auto other = wrongSecretFor(endpoints, url, WrongSecret::OfOtherEndpoint);
    QVERIFY(other);
    QCOMPARE(other->secret.value, QByteArray("two")); // the one before it would verify
    QCOMPARE(other->endpoint, QStringLiteral("second"));
    endpoints.first().secrets.append({name, {}, true}); // could not be read
    endpoints.first().secrets.append({name, "one old", true});
    QCOMPARE(wrongSecretFor(endpoints, url, WrongSecret::Retired)->secret.value, QByteArray("one old"));
    QVERIFY(!wrongSecretFor({endpoints.first()}, url, WrongSecret::OfOtherEndpoint));
    QVERIFY(!wrongSecretFor({}, url, WrongSecret::Retired));
}

QTEST_APPLESS_MAIN(TestEndpointSecret)
#include "test_endpointsecret.moc"
