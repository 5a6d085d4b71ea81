// SPDX-License-Identifier: MIT
#include "tests/core/receiver/receiverfixture.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const QByteArray payload = R"({"Id":"6d1f","EventType":"ModelReady"})";

} // namespace

/// The receiver with the clients that people have: what they make of HTTP is theirs.
class TestReceiverClients final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void works_data();
    void works();
};

void TestReceiverClients::works_data()
{
    QTest::addColumn<QString>("program");
    QTest::addColumn<QStringList>("arguments");
    const QString url = QStringLiteral("http://127.0.0.1:%1/webhooks/kaunt");
    const QString signature = QString::fromLatin1(hmacSha256(receiverSecret, payload).toHex());
    const QStringList curl{QStringLiteral("-s"),
                           QStringLiteral("--data-binary"),
                           QString::fromLatin1(payload),
                           QStringLiteral("-H"),
                           QStringLiteral("X-Signature-SHA256: ") + signature,
                           url};
    QTest::newRow("curl") << QStringLiteral("curl") << curl;
    QTest::newRow("curl, chunked") << QStringLiteral("curl")
                                   << curl + QStringList{QStringLiteral("-H"),
                                                         QStringLiteral("Transfer-Encoding: chunked")};
    QTest::newRow("curl, expecting") << QStringLiteral("curl")
                                     << curl +
                                            QStringList{QStringLiteral("-H"), QStringLiteral("Expect: 100-continue")};
    QTest::newRow("curl, 1.0") << QStringLiteral("curl") << curl + QStringList{QStringLiteral("--http1.0")};
    const QString script =
        QStringLiteral("fetch('%1',{method:'POST',body:%2,duplex:'half',headers:{'X-Signature-SHA256':"
                       "'%3'}}).then(r=>r.text()).then(t=>process.stdout.write(t))");
    const QString text = QStringLiteral("'%1'").arg(QString::fromLatin1(payload));
    QTest::newRow("fetch") << QStringLiteral("node")
                           << QStringList{QStringLiteral("-e"), script.arg(url, text, signature)};
    QTest::newRow("fetch, chunked") << QStringLiteral("node")
                                    << QStringList{QStringLiteral("-e"),
                                                   script.arg(url, QStringLiteral("new Blob([%1]).stream()").arg(text),
                                                              signature)};
}

void TestReceiverClients::works()
{
    QFETCH(const QString, program);
    QFETCH(QStringList, arguments);
    QVERIFY2(!QStandardPaths::findExecutable(program).isEmpty(), qPrintable(program));
    ReceiverFixture fixture;
    QVERIFY(!fixture.listen().isEmpty());
    arguments.replaceInStrings(QStringLiteral("%1"), QString::number(fixture.port()));
    QProcess client;
    client.start(program, arguments);
    QTRY_COMPARE_WITH_TIMEOUT(client.state(), QProcess::NotRunning, 30'000);
    QCOMPARE(client.readAllStandardError(), QByteArray());
    QCOMPARE(client.readAllStandardOutput(), R"({"status":"accepted","delivery":1,"attempt":1})");
}

QTEST_GUILESS_MAIN(TestReceiverClients)
#include "test_receiverclients.moc"
