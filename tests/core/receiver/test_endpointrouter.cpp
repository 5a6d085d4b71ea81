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
