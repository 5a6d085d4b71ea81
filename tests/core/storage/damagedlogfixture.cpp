// SPDX-License-Identifier: MIT
#include "tests/core/storage/damagedlogfixture.h"

#include "core/storage/logdatabase.h"
#include "core/storage/logfolder.h"
#include "tests/support/filecontent.h"
#include "tests/support/queuedspy.h"

#include <QDir>
#include <QTest>

namespace kaunt::test {

void DamagedLogFixture::makeAnew()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_path = m_folder->filePath(QStringLiteral("events.sqlite"));
}

void DamagedLogFixture::fill(int deliveries)
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QList<Delivery> all;
    for (int i = 0; i < deliveries; ++i) {
        Delivery one = i % 5 == 4 ? refusedDelivery(QByteArray::number(i)) : verifiedDelivery(QString::number(i));
        one.body += QByteArray(700, ' ');
        all.append(one);
    }
    Delivery cut = refusedDelivery(QByteArray(qsizetype{70} * 1024, 'x'));
    all.append(cut);
    all.append(all.first()); // a repeat
    const QList<DeliverySummary> stored = appendAll(*log, all);
    QCOMPARE(stored.size(), all.size());
    ResourceRecord resource;
    resource.delivery = stored.constFirst().number;
    resource.body = "{}";
    QVERIFY(addAndWait(*log, resource).id > 0);
    ForwardRecord forward;
    forward.delivery = resource.delivery;
    forward.target = QStringLiteral("http://127.0.0.1:3000/");
    QueuedSpy forwarded(log.get(), &EventLog::forwardsStored);
    log->addForwards({forward.target, 7, {forward}});
    QTRY_COMPARE(forwarded.size(), 1);
}

void DamagedLogFixture::appendEvents(int count)
{
    const auto log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    QList<Delivery> deliveries;
    for (int i = 0; i < count; ++i)
        deliveries.append(verifiedDelivery(QStringLiteral("appended %1").arg(i)));
    QCOMPARE(appendAll(*log, deliveries).size(), count);
}

QByteArray DamagedLogFixture::content() const
{
    return contentOf(m_path);
}

qint64 DamagedLogFixture::rootOf(const QString& name) const
{
    const auto database = LogDatabase::open(m_path, LogDatabase::Access::ReadOnly);
    const QString question = QStringLiteral("SELECT rootpage FROM sqlite_schema WHERE name = '%1'").arg(name);
    return database ? (*database)->number(question).value_or(0) : 0;
}

void DamagedLogFixture::write(const QByteArray& content) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void DamagedLogFixture::damageFrom(qint64 offset) const
{
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.seek(offset));
    const QByteArray noise(file.size() - offset, '\xa5');
    QCOMPARE(file.write(noise), noise.size());
}

void DamagedLogFixture::hideTable(const QString& name) const
{
    constexpr qint64 pageSize = 4096;
    const qint64 root = rootOf(name);
    QVERIFY(root > 1);
    QByteArray damaged = content();
    damaged.replace((root - 1) * pageSize, pageSize, QByteArray(pageSize, '\0'));
    write(damaged);
}

void DamagedLogFixture::executeInLog(const QStringList& statements) const
{
    const auto database = LogDatabase::open(m_path, LogDatabase::Access::Write);
    QVERIFY(database);
    for (const QString& sql : statements)
        QVERIFY2((*database)->execute(sql), qPrintable(sql));
}

std::unique_ptr<EventLog> DamagedLogFixture::openDamaged(const LogOptions& options) const
{
    LogFolder(m_folder->path()).markDamaged();
    return openLog(m_folder->path(), options, m_clock);
}

/// Of the salvage that opening it made necessary; an empty one where none follows.
SalvageReport DamagedLogFixture::reportOf(EventLog& log)
{
    QueuedSpy salvaged(&log, &EventLog::salvaged);
    log.start();
    const bool isDone = QTest::qWaitFor([&] { return !salvaged.isEmpty(); }, patience);
    return isDone ? salvaged.at(0).at(0).value<SalvageReport>() : SalvageReport();
}

void DamagedLogFixture::checkKept(const SalvageReport& report, const QByteArray& damaged) const
{
    QVERIFY(report.keptAs.startsWith(m_path + QStringLiteral(".damaged-")));
    QFile kept(report.keptAs);
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), damaged);
    QVERIFY(!(QFile::permissions(kept.fileName()) & (QFile::ReadGroup | QFile::ReadOther)));
    QVERIFY(!(QFile::permissions(m_path) & (QFile::ReadGroup | QFile::ReadOther)));
    QVERIFY(QDir(m_folder->path()).entryList({QStringLiteral("*.salvaging*")}).isEmpty());
}

} // namespace kaunt::test
