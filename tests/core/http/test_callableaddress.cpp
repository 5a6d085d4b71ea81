// SPDX-License-Identifier: MIT
#include "core/http/callableaddress.h"

#include <QTest>

using namespace kaunt;

/// All addresses are called by loopback, in the family that listens.
class TestCallableAddress final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isCalledOnThisMachine_data();
    void isCalledOnThisMachine();
};

void TestCallableAddress::isCalledOnThisMachine_data()
{
    QTest::addColumn<QHostAddress>("listening");
    QTest::addColumn<QString>("called");
    QTest::newRow("all") << QHostAddress(QHostAddress::Any) << QStringLiteral("127.0.0.1");
    QTest::newRow("all of IPv4") << QHostAddress(QStringLiteral("0.0.0.0")) << QStringLiteral("127.0.0.1");
    QTest::newRow("all of IPv6") << QHostAddress(QStringLiteral("::")) << QStringLiteral("::1");
    QTest::newRow("one of IPv4") << QHostAddress(QStringLiteral("192.168.1.20")) << QStringLiteral("192.168.1.20");
    QTest::newRow("one of IPv6") << QHostAddress(QStringLiteral("::1")) << QStringLiteral("::1");
}

void TestCallableAddress::isCalledOnThisMachine()
{
    QFETCH(const QHostAddress, listening);
    QTEST(http::callableAddress(listening).toString(), "called");
}

QTEST_GUILESS_MAIN(TestCallableAddress)
#include "test_callableaddress.moc"
