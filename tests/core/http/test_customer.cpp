// SPDX-License-Identifier: MIT
#include "core/http/customer.h"

#include <QTest>

using kaunt::http::customerOf;

/// Whose address it is, as far as that can be told.
class TestCustomer final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void isTheSameFor_data();
    void isTheSameFor();
};

void TestCustomer::isTheSameFor_data()
{
    QTest::addColumn<QString>("one");
    QTest::addColumn<QString>("other");
    QTest::addColumn<bool>("expected");
    const auto row = [](const char* name, const char* one, const char* other, bool expected) {
        QTest::newRow(name) << QString::fromLatin1(one) << QString::fromLatin1(other) << expected;
    };
    row("one IPv4 address", "192.0.2.1", "192.0.2.1", true);
    row("two IPv4 addresses", "192.0.2.1", "192.0.2.2", false);
    row("mapped into IPv6", "192.0.2.1", "::ffff:192.0.2.1", true);
    row("two that are mapped", "::ffff:192.0.2.1", "::ffff:192.0.2.2", false);
    row("one /64", "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true);
    row("two /64", "2001:db8:1:2::1", "2001:db8:1:3::1", false);
    row("one link with a scope", "fe80::1%eth0", "fe80::2%eth0", true);
}

void TestCustomer::isTheSameFor()
{
    QFETCH(const QString, one);
    QFETCH(const QString, other);
    QTEST(customerOf(QHostAddress(one)) == customerOf(QHostAddress(other)), "expected");
}

QTEST_GUILESS_MAIN(TestCustomer)
#include "test_customer.moc"
