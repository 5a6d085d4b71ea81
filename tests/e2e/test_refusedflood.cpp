// SPDX-License-Identifier: MIT
#include "core/settings/settingsfile.h"
#include "tests/e2e/deliveryledger.h"
#include "tests/e2e/jsonobjects.h"

#include <QDirIterator>
#include <QTest>

#include <algorithm>
#include <csignal>
#include <memory>
#include <vector>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr int bodyBytes = 100'000;
constexpr int flooders = 3;
constexpr int fromEach = 700;
constexpr qint64 mebi = qint64{1} << 20;

qint64 bytesIn(const QString& folder)
{
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

} // namespace

/// Far more refused deliveries than are kept, large ones, from senders that no rate holds back: they fill no disk, push
/// out nothing that was verified, and verified ones are stored meanwhile.
class TestRefusedFlood final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void harmsNothingVerified();

private:
    void beginFlood();
    [[nodiscard]] bool isFloodOver() const;

    std::unique_ptr<Kauntctl> m_kauntctl;
    std::unique_ptr<QProcess> m_listener;
    std::vector<std::unique_ptr<QProcess>> m_flood;
    QString m_url;
};

void TestRefusedFlood::init()
{
    m_kauntctl = std::make_unique<Kauntctl>();
    m_listener = std::make_unique<QProcess>();
    Settings settings;
    settings.receiver.maxRefusedPerMinute = 1'000'000;
    QVERIFY(SettingsFile(m_kauntctl->path(QStringLiteral("settings.conf"))).write(settings).has_value());
    m_kauntctl->write(QStringLiteral("body"), QByteArray(bodyBytes, 'x'));
    m_url = m_kauntctl->listen(*m_listener);
    QVERIFY(!m_url.isEmpty());
}

void TestRefusedFlood::cleanup()
{
    for (const auto& flooder : m_flood) {
        flooder->kill();
        flooder->waitForFinished(Kauntctl::patience);
    }
    m_flood.clear();
    m_listener->kill();
    m_listener->waitForFinished(Kauntctl::patience);
}

void TestRefusedFlood::beginFlood()
{
    for (int i = 0; i < flooders; ++i) {
        m_flood.push_back(std::make_unique<QProcess>());
        m_kauntctl->begin(*m_flood.back(),
                          QStringList{QStringLiteral("send"), QStringLiteral("--to"), m_url, QStringLiteral("--body"),
                                      m_kauntctl->path(QStringLiteral("body")), QStringLiteral("--fault"),
                                      QStringLiteral("header-missing"), QStringLiteral("--count"),
                                      QString::number(fromEach)} +
                              m_kauntctl->secretFile());
    }
}

bool TestRefusedFlood::isFloodOver() const
{
    return std::all_of(m_flood.cbegin(), m_flood.cend(),
                       [](const auto& flooder) { return flooder->state() == QProcess::NotRunning; });
}

void TestRefusedFlood::harmsNothingVerified()
{
    constexpr int mostKept = 1'000;
    constexpr qint64 room = 128 * mebi; // 64 KiB of each that is kept, and the write-ahead log
    static_assert(qint64{flooders} * fromEach * bodyBytes > room);
    DeliveryLedger ledger(*m_kauntctl);
    QCOMPARE(ledger.send(m_url, 50).value(200), 50);
    beginFlood();
    ledger.beginSending(m_url, 2, 200);
    qint64 most = 0;
    const auto isOver = [&] {
        most = std::max(most, bytesIn(m_kauntctl->path(QStringLiteral("data"))));
        return isFloodOver();
    };
    QVERIFY(QTest::qWaitFor(isOver, 8 * Kauntctl::patience));
    ledger.finishSending();
    QCOMPARE(ledger.statuses(), (QHash<int, int>{{200, 400}}));
    for (const auto& flooder : m_flood)
        QCOMPARE(flooder->readAllStandardOutput().count("answered 401"), fromEach);
    QVERIFY2(most < room, qPrintable(QStringLiteral("%1 MiB").arg(most / mebi)));
    QCOMPARE(ledger.flaw(), QString());
    QCOMPARE(ledger.acknowledged(), 450);
    const Ended refused =
        m_kauntctl->run({QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--limit"),
                         QStringLiteral("100000"), QStringLiteral("--filter"), QStringLiteral("verdict:missing")});
    QCOMPARE(objectsIn(refused.out).size(), mostKept);
    QCOMPARE(Kauntctl::end(*m_listener, SIGTERM).status, 0);
    QVERIFY(bytesIn(m_kauntctl->path(QStringLiteral("data"))) < room);
}

QTEST_GUILESS_MAIN(TestRefusedFlood)
#include "test_refusedflood.moc"
