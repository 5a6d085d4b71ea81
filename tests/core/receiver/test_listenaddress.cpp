// SPDX-License-Identifier: MIT
#include "core/receiver/listenaddress.h"

#include <QTest>

using namespace kaunt;

/// ADDR:PORT as the command lines take it.
class TestListenAddress final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
};

void TestListenAddress::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QHostAddress>("address");
    QTest::addColumn<int>("port");
    const QHostAddress loopback(QHostAddress::LocalHost);
    QTest::newRow("IPv4") << QStringLiteral("127.0.0.1:8787") << loopback << 8787;
    QTest::newRow("a free port") << QStringLiteral("127.0.0.1:0") << loopback << 0;
    QTest::newRow("the highest port") << QStringLiteral("0.0.0.0:65535") << QHostAddress(QHostAddress::AnyIPv4)
                                      << 65535;
    QTest::newRow("IPv6") << QStringLiteral("[::1]:80") << QHostAddress(QHostAddress::LocalHostIPv6) << 80;
    QTest::newRow("every address") << QStringLiteral("*:8787") << QHostAddress(QHostAddress::Any) << 8787;
    QTest::newRow("localhost") << QStringLiteral("LocalHost:8787") << loopback << 8787;
}

void TestListenAddress::reads()
{
    QFETCH(const QString, text);
    const auto read = parseListenAddress(text);
    QVERIFY(read.has_value());
    QTEST(read->address, "address");
    QTEST(int(read->port), "port");
}

void TestListenAddress::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"",
                             ":",
                             "8787",
                             "127.0.0.1",
                             "127.0.0.1:",
                             ":8787",
                             "127.0.0.1:65536",
                             "127.0.0.1:-1",
                             "127.0.0.1:+1",
                             "127.0.0.1: 1",
                             "127.0.0.1:8x",
                             "127.0.0.1:999999",
                             "::1:8787",
                             "[127.0.0.1]:8787",
                             "[]:8787",
                             "example.org:8787",
                             "[::1:8787",
                             "**:8787",
                             "[*]:8787",
                             "127.0.0.1:\u0661"})
        QTest::newRow(text) << QString::fromUtf8(text);
}

void TestListenAddress::refuses()
{
    QFETCH(const QString, text);
    QVERIFY(!parseListenAddress(text).has_value());
}

QTEST_GUILESS_MAIN(TestListenAddress)
#include "test_listenaddress.moc"
