// SPDX-License-Identifier: MIT
#include "core/receiver/endpointrouter.h"

#include <QTest>

using namespace kaunt;

/// Which endpoint a request's path belongs to.
class TestEndpointRouter final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsThePathAsItIsSent_data();
    void findsThePathAsItIsSent();
    void takesEachSpelling_data();
    void takesEachSpelling();
    void namesAnAddressThatCanBeCalled();
    void tellsPathsFromOtherText_data();
    void tellsPathsFromOtherText();
};

void TestEndpointRouter::findsThePathAsItIsSent_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("sent");
    QTest::newRow("plain") << QStringLiteral("/webhooks/kaunt") << QByteArray("/webhooks/kaunt");
    QTest::newRow("beyond ASCII") << QStringLiteral("/ø") << QByteArray("/%C3%B8");
    QTest::newRow("escaped already") << QStringLiteral("/%C3%B8") << QByteArray("/%C3%B8");
    QTest::newRow("signs that may stand") << QStringLiteral("/a:b@c+d,e;f=g") << QByteArray("/a:b@c+d,e;f=g");
    QTest::newRow("signs that may not") << QStringLiteral("/a[b]|") << QByteArray("/a%5Bb%5D%7C");
    QTest::newRow("the root") << QStringLiteral("/") << QByteArray("/");
}

void TestEndpointRouter::findsThePathAsItIsSent()
{
    QFETCH(const QString, path);
    QFETCH(const QByteArray, sent);
    Endpoint endpoint;
    endpoint.path = path;
    const EndpointRouter router({endpoint});
    QVERIFY(router.find(sent));
    QVERIFY(!router.find(sent + "x"));
    QCOMPARE(router.urls(QHostAddress(QHostAddress::LocalHost), 80).constFirst().url.path(QUrl::FullyEncoded),
             QString::fromLatin1(sent));
}

void TestEndpointRouter::takesEachSpelling_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<bool>("isSame");
    const QString plain = QStringLiteral("/hooks/kaunt~1");
    QTest::newRow("small hex digits") << QStringLiteral("/%C3%A4hm/%25zz") << QByteArray("/%c3%a4hm/%25zz") << true;
    QTest::newRow("small hex digits in the settings") << QStringLiteral("/%c3%a4") << QByteArray("/%C3%A4") << true;
    QTest::newRow("unreserved") << plain << QByteArray("/hooks/%6baunt%7E%31") << true;
    QTest::newRow("unreserved in the settings") << QStringLiteral("/hooks/%6baunt%7e1") << plain.toLatin1() << true;
    QTest::newRow("a slash") << plain << QByteArray("/hooks%2Fkaunt~1") << false;
    QTest::newRow("a slash in small digits") << QStringLiteral("/a%2Fb") << QByteArray("/a%2fb") << true;
    QTest::newRow("reserved") << QStringLiteral("/a:b") << QByteArray("/a%3Ab") << false;
    QTest::newRow("escaped twice") << plain << QByteArray("/hooks/%256baunt~1") << false;
    QTest::newRow("no digits") << QStringLiteral("/a") << QByteArray("/%zz") << false;
    QTest::newRow("cut off") << QStringLiteral("/a") << QByteArray("/a%6") << false;
    QTest::newRow("a sign alone") << QStringLiteral("/a") << QByteArray("/a%") << false;
}

void TestEndpointRouter::takesEachSpelling()
{
    QFETCH(const QString, path);
    QFETCH(const QByteArray, sent);
    Endpoint endpoint;
    endpoint.path = path;
    QTEST(EndpointRouter({endpoint}).find(sent) != nullptr, "isSame");
}

void TestEndpointRouter::namesAnAddressThatCanBeCalled()
{
    const EndpointRouter router({Endpoint{}});
    const QList<std::pair<QHostAddress, QString>> hosts{
        {QHostAddress(QHostAddress::Any), QStringLiteral("127.0.0.1")},
        {QHostAddress(QHostAddress::AnyIPv4), QStringLiteral("127.0.0.1")},
        {QHostAddress(QHostAddress::AnyIPv6), QStringLiteral("::1")},
        {QHostAddress(QStringLiteral("192.0.2.7")), QStringLiteral("192.0.2.7")}};
    for (const auto& [address, host] : hosts) {
        const ListeningEndpoint listening = router.urls(address, 80).constFirst();
        QCOMPARE(listening.url.host(), host);
        QCOMPARE(listening.address, address);
    }
}

void TestEndpointRouter::tellsPathsFromOtherText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isPath");
    QTest::newRow("a path") << QStringLiteral("/a/b") << true;
    QTest::newRow("empty") << QString() << false;
    QTest::newRow("no slash") << QStringLiteral("a") << false;
    QTest::newRow("a query") << QStringLiteral("/a?b") << false;
    QTest::newRow("a fragment") << QStringLiteral("/a#b") << false;
    QTest::newRow("a line feed") << QStringLiteral("/a\nb") << false;
    QTest::newRow("too long") << QString(u'/' + QString(longestEndpointPath, u'a')) << false;
}

void TestEndpointRouter::tellsPathsFromOtherText()
{
    QFETCH(const QString, text);
    QTEST(isEndpointPath(text), "isPath");
}

QTEST_GUILESS_MAIN(TestEndpointRouter)
#include "test_endpointrouter.moc"
