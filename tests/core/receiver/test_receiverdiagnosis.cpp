// SPDX-License-Identifier: MIT
#include "core/storage/logqueries.h"
#include "tests/core/http/rawpeer.h"
#include "tests/core/receiver/receiverfixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

const QByteArray payload = R"({"Id":"6d1f","Url":"https://api.kaunt.com/v1/x","TenantId":"t","CompanyName":"nordlys",)"
                           R"("CorrelationId":"c","EventType":"ModelReady"})";

} // namespace

/// Refused deliveries are explained after they are answered, over real sockets, with a real log behind it.
class TestReceiverDiagnosis final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void explainsWhatItRefused();
    void tellsInOrder();
    void knowsWhatAnEarlierRunVerified();
    void knowsTheSecretsOfTheApi();

private:
    std::unique_ptr<ReceiverFixture> m_fixture;
};

void TestReceiverDiagnosis::init()
{
    m_fixture = std::make_unique<ReceiverFixture>();
    QVERIFY(!m_fixture->listen().isEmpty());
}

void TestReceiverDiagnosis::cleanup()
{
    m_fixture.reset();
}

void TestReceiverDiagnosis::explainsWhatItRefused()
{
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    RawPeer peer(m_fixture->port());
    peer.send(postOf(payload + '\n', signatureLine(payload)));
    QTRY_COMPARE(recorded.size(), 1);
    const auto summary = recorded.at(0).at(0).value<QList<DeliverySummary>>().constFirst();
    QVERIFY(summary.diagnosis);
    QCOMPARE(summary.diagnosis->cause, QStringLiteral("body-newline"));
    const auto queries = LogQueries::open(m_fixture->folder.path(), m_fixture->clock);
    QVERIFY(queries);
    const auto record = (*queries)->delivery(1);
    QVERIFY(record);
    QCOMPARE(record->summary.diagnosis, summary.diagnosis);
}

/// A verified delivery right behind a refused one is told after it, and its event at once.
void TestReceiverDiagnosis::tellsInOrder()
{
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    const QSignalSpy verified(m_fixture->receiver.get(), &WebhookReceiver::eventVerified);
    RawPeer peer(m_fixture->port());
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
    QTRY_COMPARE_WITH_TIMEOUT(collect(), count + 1, 30'000); // each refusal is looked into first
    for (qsizetype i = 0; i < told.size(); ++i)
        QCOMPARE(told.at(i).number, i + 1);
    for (const DeliverySummary& summary : std::as_const(told)) {
        const bool isRefused = summary.verdict == Verdict::Mismatch;
        QCOMPARE(summary.diagnosis.has_value(), isRefused);
        QVERIFY(!isRefused || !summary.diagnosis->detail.contains(u"postponed"));
    }
}

void TestReceiverDiagnosis::knowsWhatAnEarlierRunVerified()
{
    {
        RawPeer peer(m_fixture->port());
        peer.send(signedPost(payload));
        QTRY_COMPARE(peer.statuses(), QList<int>{200});
    }
    m_fixture->receiver = std::make_unique<WebhookReceiver>(*m_fixture->log, m_fixture->clock);
    QVERIFY(!m_fixture->listen().isEmpty());
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    RawPeer peer(m_fixture->port());
    QByteArray changed = payload;
    changed.replace("nordlys", "another company");
    peer.send(postOf(changed, signatureLine(payload)));
    QTRY_COMPARE(recorded.size(), 1);
    const auto summary = recorded.at(0).at(0).value<QList<DeliverySummary>>().constFirst();
    QVERIFY(summary.diagnosis);
    QCOMPARE(summary.diagnosis->detail.value(u"change").toString(), QStringLiteral("changed"));
}

void TestReceiverDiagnosis::knowsTheSecretsOfTheApi()
{
    m_fixture->settings.apiSecrets = {{{}, QStringLiteral("client"), "client-secret"}};
    QVERIFY(!m_fixture->listen().isEmpty());
    const QSignalSpy recorded(m_fixture->receiver.get(), &WebhookReceiver::deliveriesRecorded);
    RawPeer peer(m_fixture->port());
    peer.send(postOf(payload, signatureLine(payload, "client-secret")));
    QTRY_COMPARE(recorded.size(), 1);
    const auto summary = recorded.at(0).at(0).value<QList<DeliverySummary>>().constFirst();
    QVERIFY(summary.diagnosis);
    QCOMPARE(summary.diagnosis->detail.value(u"encoding").toString(), QStringLiteral("api-secret"));
}

QTEST_GUILESS_MAIN(TestReceiverDiagnosis)
#include "test_receiverdiagnosis.moc"
