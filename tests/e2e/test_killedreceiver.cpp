// SPDX-License-Identifier: MIT
#include "tests/e2e/jsonobjects.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <memory>

using kaunt::test::objectsIn;

namespace {

constexpr int patience = 60'000; // milliseconds
constexpr int senders = 3;

} // namespace

/// kill -9 at random moments under load: what was answered 200 is in the log exactly once. KAUNT_KILL_ROUNDS sets how
/// often.
class TestKilledReceiver final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void losesNothingThatItAcknowledged();

private:
    void begin(QProcess& program, const QStringList& arguments) const;
    [[nodiscard]] QString startListener(QProcess& listener) const;
    void killUnderLoad();
    void checkLog();

    QTemporaryDir m_folder;
    QSet<qint64> m_acknowledged;
};

void TestKilledReceiver::begin(QProcess& program, const QStringList& arguments) const
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KAUNT_SECRET_STORE"), QStringLiteral("file"));
    environment.insert(QStringLiteral("KAUNT_WEBHOOK_SECRET"), QStringLiteral("whsec"));
    program.setProcessEnvironment(environment);
    program.start(QStringLiteral(KAUNT_BIN_DIR "/kauntctl"),
                  arguments + QStringList{QStringLiteral("--json"), QStringLiteral("--data"),
                                          m_folder.filePath(QStringLiteral("data")), QStringLiteral("--config"),
                                          m_folder.filePath(QStringLiteral("settings.conf"))});
}

QString TestKilledReceiver::startListener(QProcess& listener) const
{
    begin(listener, {QStringLiteral("listen"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
    while (!listener.canReadLine()) {
        if (!listener.waitForReadyRead(patience))
            return {};
    }
    return QJsonDocument::fromJson(listener.readLine()).object().value(QStringLiteral("url")).toString();
}

void TestKilledReceiver::killUnderLoad()
{
    QProcess listener;
    const QString url = startListener(listener);
    QVERIFY(!url.isEmpty());
    std::array<QProcess, senders> sending;
    for (QProcess& one : sending)
        begin(one,
              {QStringLiteral("send"), QStringLiteral("--to"), url, QStringLiteral("--count"), QStringLiteral("300")});
    constexpr int fewest = 20;
    constexpr int most = 500;
    const int moment = QRandomGenerator::global()->bounded(fewest, most);
    for (int heard = 0; heard < moment; ++heard) {
        while (!listener.canReadLine())
            QVERIFY(listener.waitForReadyRead(patience));
        listener.readLine();
    }
    listener.kill();
    QVERIFY(listener.waitForFinished(patience));
    for (QProcess& one : sending) {
        QVERIFY(one.waitForFinished(patience));
        const QList<QJsonObject> answers = objectsIn(one.readAllStandardOutput());
        for (const QJsonObject& answer : answers) {
            if (answer.value(QStringLiteral("status")).toInt() != 200)
                continue;
            const QByteArray body = answer.value(QStringLiteral("answer")).toString().toUtf8();
            const qint64 number = QJsonDocument::fromJson(body).object().value(QStringLiteral("delivery")).toInteger();
            QVERIFY2(!m_acknowledged.contains(number), "a number was given twice");
            m_acknowledged.insert(number);
        }
    }
}

void TestKilledReceiver::checkLog()
{
    QProcess events;
    begin(events, {QStringLiteral("events"), QStringLiteral("--limit"), QStringLiteral("1000000")});
    QVERIFY(events.waitForFinished(patience));
    QCOMPARE(events.exitCode(), 0);
    QSet<qint64> kept;
    const QList<QJsonObject> deliveries = objectsIn(events.readAllStandardOutput());
    for (const QJsonObject& one : deliveries)
        kept.insert(one.value(QStringLiteral("delivery")).toInteger());
    QCOMPARE(kept.size(), deliveries.size());
    const QSet<qint64> lost = m_acknowledged - kept;
    QVERIFY2(lost.isEmpty(), qPrintable(QStringLiteral("%1 acknowledged deliveries are lost").arg(lost.size())));
}

void TestKilledReceiver::losesNothingThatItAcknowledged()
{
    bool isSet = false;
    const int asked = qEnvironmentVariableIntValue("KAUNT_KILL_ROUNDS", &isSet);
    constexpr int usual = 20;
    for (int round = 0; round < (isSet ? asked : usual); ++round) {
        const qsizetype before = m_acknowledged.size();
        killUnderLoad();
        if (QTest::currentTestFailed())
            return;
        QVERIFY(m_acknowledged.size() > before);
        checkLog();
        if (QTest::currentTestFailed())
            return;
    }
    qInfo("%lld acknowledged deliveries, none lost", static_cast<long long>(m_acknowledged.size()));
}

QTEST_GUILESS_MAIN(TestKilledReceiver)
#include "test_killedreceiver.moc"
