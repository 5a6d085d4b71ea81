// SPDX-License-Identifier: MIT
#include "core/receiver/portowner.h"
#include "tests/support/freeport.h"

#include <QCoreApplication>
#include <QProcess>
#include <QTcpServer>
#include <QTest>

using namespace kaunt;

namespace {

constexpr int patience = 30'000; ///< milliseconds, for programs that begin on a busy machine

} // namespace

/// Who listens, by a real socket of this program and of another.
class TestPortOwner final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsThisProgram_data();
    void findsThisProgram();
    void findsAnotherProgram();
    void findsNobody();
};

void TestPortOwner::findsThisProgram_data()
{
    QTest::addColumn<QHostAddress>("listening");
    QTest::addColumn<QHostAddress>("wanted");
    QTest::addColumn<bool>("isInTheWay");
    const QHostAddress local(QHostAddress::LocalHost);
    const QHostAddress other(QStringLiteral("127.0.0.2"));
    QTest::newRow("the same") << local << local << true;
    QTest::newRow("another") << other << local << false;
    QTest::newRow("all of IPv4") << QHostAddress(QHostAddress::AnyIPv4) << local << true;
    QTest::newRow("all") << QHostAddress(QHostAddress::Any) << local << true;
    QTest::newRow("all are wanted") << local << QHostAddress(QHostAddress::Any) << true;
}

void TestPortOwner::findsThisProgram()
{
    QFETCH(const QHostAddress, listening);
    QFETCH(const QHostAddress, wanted);
    QFETCH(const bool, isInTheWay);
    QTcpServer server;
    QVERIFY(server.listen(listening, 0));
    const std::optional<PortOwner> owner = findPortOwner(wanted, server.serverPort());
    QCOMPARE(owner.has_value(), isInTheWay);
    if (!owner)
        return;
    QCOMPARE(owner->processId, QCoreApplication::applicationPid());
    QCOMPARE(owner->program, QStringLiteral("test_portowner"));
}

void TestPortOwner::findsAnotherProgram()
{
    QProcess program;
    program.start(QStringLiteral("openssl"), {QStringLiteral("s_server"), QStringLiteral("-accept"),
                                              QStringLiteral("127.0.0.1:0"), QStringLiteral("-nocert")});
    QVERIFY(program.waitForReadyRead()); // "ACCEPT 127.0.0.1:port"
    QByteArray said = program.readAll();
    QTRY_VERIFY_WITH_TIMEOUT((said += program.readAll()).contains("ACCEPT 127.0.0.1:"), patience);
    const quint16 port = said.mid(said.lastIndexOf(':') + 1).trimmed().toUShort();
    const auto owner = findPortOwner(QHostAddress(QHostAddress::LocalHost), port);
    QCOMPARE(owner, std::optional(PortOwner{QStringLiteral("openssl"), program.processId()}));
    program.kill();
    QVERIFY(program.waitForFinished());
}

void TestPortOwner::findsNobody()
{
    QCOMPARE(findPortOwner(QHostAddress(QHostAddress::LocalHost), test::freePort()), std::nullopt);
}

QTEST_GUILESS_MAIN(TestPortOwner)
#include "test_portowner.moc"
