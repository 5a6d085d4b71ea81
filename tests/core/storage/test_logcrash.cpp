// SPDX-License-Identifier: MIT
#include "tests/core/storage/logfixture.h"

#include <QFile>
#include <QHash>
#include <QProcess>
#include <QTest>

#include <cstdio>

using namespace kaunt;
using namespace kaunt::test;

namespace {

/// The process that is killed: appends for ever and prints "number id" for each delivery that is committed.
class EndlessAppender final : public QObject {
public:
    EndlessAppender(EventLog& log, QString prefix)
        : m_log(log)
        , m_prefix(std::move(prefix))
    {
        connect(&log, &EventLog::committed, this, &EndlessAppender::print);
        (void)m_output.open(stdout, QIODevice::WriteOnly);
        appendSome(32);
    }

private:
    void appendSome(qsizetype count)
    {
        for (qsizetype i = 0; i < count; ++i) {
            // Every fourth is a repeat of the one before it.
            const int id = m_next++;
            const QString eventId = m_prefix + QString::number(id % 4 == 3 ? id - 1 : id);
            if (!m_log.append(verifiedDelivery(eventId, SystemClock().utcMillis())))
                qFatal("not accepted");
        }
    }

    void print(const QList<quint64>& /*tickets*/, const QList<DeliverySummary>& deliveries)
    {
        QByteArray lines;
        for (const DeliverySummary& delivery : deliveries)
            lines += QByteArray::number(delivery.number) + ' ' + delivery.event->id.toLatin1() + '\n';
        m_output.write(lines);
        m_output.flush();
        appendSome(deliveries.size());
    }

    EventLog& m_log;
    const QString m_prefix;
    QFile m_output;
    int m_next = 0;
};

int runAppender(QCoreApplication& application, const QString& directory, const QString& prefix)
{
    const SystemClock clock;
    const auto log = openLog(directory, {}, clock);
    if (!log)
        return 1;
    const EndlessAppender appender(*log, prefix);
    return application.exec();
}

} // namespace

/// What was committed is there after kill -9, once.
class TestLogCrash final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void losesNothingThatWasCommitted();

private:
    /// Lets a child append until it has told of this many deliveries, then kills it.
    void killAfter(qsizetype deliveries, const QString& prefix);

    QTemporaryDir m_folder;
    QHash<qint64, QString> m_committed; ///< id by number
};

void TestLogCrash::killAfter(qsizetype deliveries, const QString& prefix)
{
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--append"), m_folder.path(), prefix});
    QVERIFY(child.waitForStarted());
    QByteArray output;
    while (output.count('\n') < deliveries) {
        QVERIFY(child.waitForReadyRead(30'000));
        output += child.readAllStandardOutput();
    }
    child.kill();
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);
    output += child.readAllStandardOutput();
    // The last line may be cut: only whole ones were said.
    const QList<QByteArray> lines = output.first(output.lastIndexOf('\n')).split('\n');
    for (const QByteArray& line : lines) {
        const QList<QByteArray> parts = line.split(' ');
        QCOMPARE(parts.size(), 2);
        const qint64 number = parts.at(0).toLongLong();
        QVERIFY(number > 0);
        QVERIFY2(!m_committed.contains(number), line.constData());
        m_committed.insert(number, QString::fromLatin1(parts.at(1)));
    }
}

void TestLogCrash::losesNothingThatWasCommitted()
{
    const SystemClock clock;
    for (int round = 0; round < 6; ++round) {
        killAfter(50 + round * 170, QStringLiteral("round-%1-").arg(round));
        const auto queries = openQueries(m_folder.path(), clock);
        QVERIFY(queries);
        const auto rows = queries->following({}, 0, 1'000'000);
        QVERIFY(rows);
        QHash<qint64, QString> found;
        QHash<QString, int> attempts;
        for (const DeliverySummary& row : *rows) {
            found.insert(row.number, row.event->id);
            QCOMPARE(row.attempt, ++attempts[row.event->id]);
        }
        for (auto told = m_committed.cbegin(); told != m_committed.cend(); ++told)
            QCOMPARE(found.value(told.key()), told.value());
        const auto statistics = queries->statistics();
        QVERIFY(statistics);
        QCOMPARE(statistics->deliveries, rows->size());
        QCOMPARE(statistics->events, attempts.size());
    }
}

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() == 4 && arguments.at(1) == u"--append")
        return runAppender(application, arguments.at(2), arguments.at(3));
    TestLogCrash test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_logcrash.moc"
