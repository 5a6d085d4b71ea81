// SPDX-License-Identifier: MIT
#include "core/receiver/webhookreceiver.h"
#include "core/storage/eventlog.h"
#include "core/storage/logqueries.h"
#include "tests/core/http/rawpeer.h"
#include "tests/support/manualclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const QByteArray secret = "s3cret";
const QByteArray payload = R"({"Id":"6d1f","Url":"https://api.kaunt.com/v1/x","TenantId":"t","CompanyName":"nordlys",)"
                           R"("CorrelationId":"c","EventType":"ModelReady"})";

QByteArray postOf(const QByteArray& body, const QByteArray& signatureLines)
{
    return "POST /webhooks/kaunt HTTP/1.1\r\nHost: a\r\n" + signatureLines +
           "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

QByteArray signatureLine(const QByteArray& body, const QByteArray& key = secret)
{
    return "X-Signature-SHA256: " + hmacSha256(key, body).toHex() + "\r\n";
}

} // namespace

/// Refused deliveries are explained after they are answered, over real sockets, with a real log behind it.
class TestReceiverDiagnosis final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void explainsWhatItRefused();
    void tellsInOrder();

private:
    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<EventLog> m_log;
    std::unique_ptr<WebhookReceiver> m_receiver;
    quint16 m_port = 0;
};

void TestReceiverDiagnosis::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    auto log = EventLog::open(m_folder->path(), {}, m_clock);
    QVERIFY(log);
    m_log = std::move(*log);
    m_receiver = std::make_unique<WebhookReceiver>(*m_log, m_clock);
    ReceiverSettings settings;
    settings.port = 0;
    settings.endpoints.first().secrets = {{QStringLiteral("current"), secret}};
    const QSignalSpy listening(m_receiver.get(), &WebhookReceiver::listening);
    m_receiver->start(settings);
    QCOMPARE(listening.size(), 1);
    const auto endpoints = listening.at(0).at(0).value<QList<ListeningEndpoint>>();
    m_port = static_cast<quint16>(endpoints.constFirst().url.port());
}

void TestReceiverDiagnosis::cleanup()
{
    m_receiver.reset();
    m_log.reset();
}

void TestReceiverDiagnosis::explainsWhatItRefused()
{
    const QSignalSpy recorded(m_receiver.get(), &WebhookReceiver::deliveriesRecorded);
    RawPeer peer(m_port);
    peer.send(postOf(payload + '\n', signatureLine(payload)));
    QTRY_COMPARE(recorded.size(), 1);
    const auto summary = recorded.at(0).at(0).value<QList<DeliverySummary>>().constFirst();
    QVERIFY(summary.diagnosis);
    QCOMPARE(summary.diagnosis->cause, QStringLiteral("body-newline"));
    const auto queries = LogQueries::open(m_folder->path(), m_clock);
    QVERIFY(queries);
    const auto record = (*queries)->delivery(1);
    QVERIFY(record);
    QCOMPARE(record->summary.diagnosis, summary.diagnosis);
}

/// A verified delivery right behind a refused one is told after it, and its event at once.
void TestReceiverDiagnosis::tellsInOrder()
{
    const QSignalSpy recorded(m_receiver.get(), &WebhookReceiver::deliveriesRecorded);
    const QSignalSpy verified(m_receiver.get(), &WebhookReceiver::eventVerified);
    RawPeer peer(m_port);
    constexpr int count = 40; // more than are examined at a time
    for (int i = 0; i < count; ++i)
        peer.send(postOf(payload, signatureLine(payload, "other")));
    peer.send(postOf(payload, signatureLine(payload)));
    QTRY_COMPARE(peer.statuses().size(), count + 1);
    QTRY_COMPARE(verified.size(), 1);
    QList<DeliverySummary> told;
    const auto collect = [&] {
        told.clear();
        for (const QList<QVariant>& arguments : recorded)
            told += arguments.at(0).value<QList<DeliverySummary>>();
        return told.size();
    };
    QTRY_COMPARE(collect(), count + 1);
    for (qsizetype i = 0; i < told.size(); ++i)
        QCOMPARE(told.at(i).number, i + 1);
    for (const DeliverySummary& summary : std::as_const(told)) {
        const bool isRefused = summary.verdict == Verdict::Mismatch;
        QCOMPARE(summary.diagnosis.has_value(), isRefused);
        QVERIFY(!isRefused || !summary.diagnosis->detail.contains(u"postponed"));
    }
}

QTEST_GUILESS_MAIN(TestReceiverDiagnosis)
#include "test_receiverdiagnosis.moc"
