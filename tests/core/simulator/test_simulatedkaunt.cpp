// SPDX-License-Identifier: MIT
#include "core/api/resourcefetcher.h"
#include "core/simulator/simulatedkaunt.h"
#include "core/webhook/signatureverifier.h"
#include "tests/core/simulator/briefsettings.h"
#include "tests/core/simulator/scriptedpeer.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <memory>

using namespace kaunt;
using namespace kaunt::test;
using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

Verdict verdictOf(const ReceivedRequest& request)
{
    const QList<SigningSecret> secrets{{u"a"_s, "hush", false}};
    return verifySignature(request.body, headerValues(request.headers, signatureHeaderName), secrets).verdict;
}

QStringList idsOf(const QList<ReceivedRequest>& requests, qsizetype count)
{
    QStringList ids;
    for (const ReceivedRequest& request : requests.first(count))
        ids.append(readWebhookPayload(request.body).event.value_or(WebhookEvent()).id);
    return ids;
}

} // namespace

/// Promises of the sending side of SimulatedKaunt, over real sockets.
class TestSimulatedKaunt final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void deliversSignedEvents();
    void servesWhatItAnnounces();
    void sendsBothFramings();
    void followsTheSeed();
    void repeatsEvents();
    void retriesUntilAccepted();
    void givesUpOnWrongSignatures();
    void waitsForATarget();
    void deliversToEachTarget();
    void deliversOnDemand_data();
    void deliversOnDemand();
    void boundsWhatWaits();
    void holdsBackOneThatTakesNothingAndNoOther();
};

void TestSimulatedKaunt::deliversSignedEvents()
{
    ScriptedPeer peer({ScriptedPeer::status(200)});
    SimulatedKaunt simulator;
    const QSignalSpy started(&simulator, &SimulatedKaunt::started);
    const QSignalSpy delivered(&simulator, &SimulatedKaunt::delivered);
    simulator.start(settingsFor(peer.url()));
    QCOMPARE(started.size(), 1);
    const QUrl apiBase = started.front().front().toUrl();
    QCOMPARE(apiBase.host(), u"127.0.0.1"_s);
    QTRY_VERIFY(delivered.size() >= 20);
    for (const ReceivedRequest& request : peer.requests()) {
        QCOMPARE(verdictOf(request), Verdict::Verified);
        const WebhookPayload payload = readWebhookPayload(request.body);
        QCOMPARE(payload.notes, QStringList());
        QVERIFY(payload.event->url.startsWith(apiBase.toString() + u"/v1/tenants/"_s));
    }
    QCOMPARE(delivered.front().at(1).value<SendOutcome>().status, 200);
    QVERIFY(idsOf(peer.requests(), 20).contains(delivered.front().at(0).value<WebhookEvent>().id));
}

void TestSimulatedKaunt::servesWhatItAnnounces()
{
    ScriptedPeer peer({ScriptedPeer::status(200)});
    SimulatedKaunt simulator;
    const QSignalSpy started(&simulator, &SimulatedKaunt::started);
    const SimulatorSettings settings = settingsFor(peer.url());
    simulator.start(settings);
    QTRY_VERIFY(peer.requests().size() >= 10);

    const SystemClock clock;
    ResourceFetcher fetcher(clock);
    ApiSettings api;
    api.apiBase = started.front().front().toUrl();
    api.credentials.fallback = settings.credentials;
    fetcher.setSettings(api);
    for (const ReceivedRequest& request : peer.requests().first(10)) {
        const WebhookEvent event = *readWebhookPayload(request.body).event;
        DeliverySummary delivery;
        delivery.verdict = Verdict::Verified;
        delivery.event = event;
        FetchJob* job = fetcher.fetch(delivery);
        QSignalSpy finished(job, &FetchJob::finished);
        QTRY_COMPARE(finished.size(), 1);
        const auto outcome = finished.front().front().value<FetchOutcome>();
        QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->message) : "");
        QCOMPARE(outcome.status, 200);
        QVERIFY(!outcome.correlationId.isEmpty());
        QVERIFY(outcome.body.contains(event.id.toLatin1()));
    }
}

void TestSimulatedKaunt::sendsBothFramings()
{
    ScriptedPeer peer({ScriptedPeer::status(200)});
    SimulatedKaunt simulator;
    simulator.start(settingsFor(peer.url()));
    QTRY_VERIFY(peer.requests().size() >= 30);
    const auto& requests = peer.requests();
    const auto chunked = std::count_if(requests.begin(), requests.end(), [](const auto& sent) { return sent.chunked; });
    QVERIFY(chunked > 0);
    QVERIFY(chunked < requests.size());
}

void TestSimulatedKaunt::followsTheSeed()
{
    QList<QStringList> stories;
    for (const quint32 seed : {quint32(4), quint32(4), quint32(5)}) {
        ScriptedPeer peer({ScriptedPeer::status(200)});
        SimulatedKaunt simulator;
        SimulatorSettings settings = settingsFor(peer.url());
        settings.seed = seed;
        simulator.start(settings);
        QTRY_VERIFY(peer.requests().size() >= 20);
        QStringList ids = idsOf(peer.requests(), 15);
        ids.sort(); // two connections may overtake each other
        stories.append(ids);
    }
    QVERIFY(stories.at(0) != stories.at(2));
    qsizetype common = 0;
    for (const QString& id : std::as_const(stories[0]))
        common += stories.at(1).contains(id) ? 1 : 0;
    QVERIFY2(common >= 12, qPrintable(QString::number(common)));
}

void TestSimulatedKaunt::repeatsEvents()
{
    ScriptedPeer peer({ScriptedPeer::status(200)});
    SimulatedKaunt simulator;
    SimulatorSettings settings = settingsFor(peer.url());
    settings.repeatShare = 1.0;
    simulator.start(settings);
    QTRY_VERIFY(peer.requests().size() >= 20);
    QMap<QByteArray, int> bodies;
    for (const ReceivedRequest& request : peer.requests())
        ++bodies[request.body];
    QVERIFY(bodies.size() < peer.requests().size());
    QVERIFY(std::count(bodies.cbegin(), bodies.cend(), 2) >= 8);
}

void TestSimulatedKaunt::retriesUntilAccepted()
{
    ScriptedPeer peer(
        {ScriptedPeer::status(503), ScriptedPeer::status(503), ScriptedPeer::status(503), ScriptedPeer::status(200)});
    SimulatedKaunt simulator;
    const QSignalSpy delivered(&simulator, &SimulatedKaunt::delivered);
    const QSignalSpy retried(&simulator, &SimulatedKaunt::retried);
    SimulatorSettings settings = settingsFor(peer.url());
    settings.meanPause = 1h; // but for the first events, which come no later than this
    simulator.start(settings);
    QTRY_COMPARE(delivered.size(), 1);
    QCOMPARE(delivered.front().at(1).value<SendOutcome>().status, 200);
    QVERIFY(delivered.front().at(1).value<SendOutcome>().attempts > 1);
    QVERIFY(!retried.isEmpty());
    QCOMPARE(retried.front().at(1).value<SendOutcome>().status, 503);
    QCOMPARE(retried.front().at(2).toUrl(), peer.url());
}

void TestSimulatedKaunt::givesUpOnWrongSignatures()
{
    ScriptedPeer peer({ScriptedPeer::status(401)});
    SimulatedKaunt simulator;
    const QSignalSpy delivered(&simulator, &SimulatedKaunt::delivered);
    SimulatorSettings settings = settingsFor(peer.url());
    settings.wrongSignatureShare = 1.0;
    settings.retry.base = 5ms;
    simulator.start(settings);
    QTRY_VERIFY(delivered.size() >= 5);
    for (const auto& arguments : delivered) {
        const auto outcome = arguments.at(1).value<SendOutcome>();
        QCOMPARE(outcome.status, 401);
        QCOMPARE(outcome.attempts, 2);
        QVERIFY(arguments.at(3).toBool());
        const QByteArray id = arguments.at(0).value<WebhookEvent>().id.toLatin1();
        const auto& requests = peer.requests();
        const auto sent = std::find_if(requests.begin(), requests.end(),
                                       [&id](const ReceivedRequest& request) { return request.body.contains(id); });
        QVERIFY(sent != requests.end());
        QCOMPARE(verdictOf(*sent), Verdict::Mismatch);
    }
}

void TestSimulatedKaunt::waitsForATarget()
{
    ScriptedPeer peer({ScriptedPeer::status(200)});
    SimulatedKaunt simulator;
    const QSignalSpy delivered(&simulator, &SimulatedKaunt::delivered);
    SimulatorSettings settings = settingsFor({});
    settings.targets.clear();
    simulator.start(settings);
    simulator.deliverNow(u"ModelReady"_s);
    simulator.setTargets({peer.url()});
    QTRY_VERIFY(delivered.size() >= 3);
    for (const auto& arguments : delivered)
        QCOMPARE(arguments.at(1).value<SendOutcome>().status, 200);
}

/// The same event, byte for byte, to all of them; one that is down holds up nobody.
void TestSimulatedKaunt::deliversToEachTarget()
{
    ScriptedPeer one({ScriptedPeer::status(200)});
    ScriptedPeer other({ScriptedPeer::status(200)});
    SimulatorSettings settings = settingsFor(QUrl(u"http://127.0.0.1:1/nobody"_s));
    settings.targets += {one.url(), other.url()};
    settings.meanPause = 1h;
    SimulatedKaunt simulator;
    const QSignalSpy delivered(&simulator, &SimulatedKaunt::delivered);
    simulator.start(settings);
    simulator.deliverNow(u"ModelReady"_s);
    QTRY_VERIFY(!one.requests().isEmpty() && !other.requests().isEmpty());
    QCOMPARE(one.requests().constFirst().body, other.requests().constFirst().body);
    QTRY_VERIFY(delivered.size() >= 2);
    const QSet<QUrl> targets{delivered.at(0).at(2).toUrl(), delivered.at(1).at(2).toUrl()};
    QVERIFY((QSet<QUrl>{one.url(), other.url()}.contains(targets)));
}

void TestSimulatedKaunt::deliversOnDemand_data()
{
    QTest::addColumn<QString>("type");
    for (const QString& type : knownEventTypes())
        QTest::newRow(qPrintable(type)) << type;
    QTest::newRow("unknown") << u"SomethingNew"_s;
}

void TestSimulatedKaunt::deliversOnDemand()
{
    QFETCH(const QString, type);
    ScriptedPeer peer({ScriptedPeer::status(200)});
    SimulatedKaunt simulator;
    simulator.deliverNow(type); // not started: nothing happens
    SimulatorSettings settings = settingsFor(peer.url());
    settings.meanPause = 1h;
    simulator.start(settings);
    simulator.deliverNow(type);
    const auto isDelivered = [&peer, &type] {
        const auto& requests = peer.requests();
        return std::any_of(requests.begin(), requests.end(), [&type](const ReceivedRequest& request) {
            return readWebhookPayload(request.body).event->eventType == type;
        });
    };
    QTRY_VERIFY(isDelivered());
}

void TestSimulatedKaunt::boundsWhatWaits()
{
    ScriptedPeer silent({""});
    SimulatedKaunt simulator;
    simulator.start(settingsFor(silent.url()));
    QTRY_COMPARE(silent.requests().size(), qsizetype(200));
    // Something else that takes longer than many pauses.
    QNetworkAccessManager network;
    for (int i = 0; i < 5; ++i) {
        const std::unique_ptr<QNetworkReply> reply(network.get(QNetworkRequest(QUrl(u"http://127.0.0.1:1/"_s))));
        QTRY_VERIFY(reply->isFinished());
    }
    QCOMPARE(silent.requests().size(), qsizetype(200));
}

void TestSimulatedKaunt::holdsBackOneThatTakesNothingAndNoOther()
{
    ScriptedPeer silent({""});
    ScriptedPeer peer({ScriptedPeer::status(200)});
    SimulatorSettings settings = settingsFor(silent.url());
    settings.targets.append(peer.url());
    SimulatedKaunt simulator;
    const QSignalSpy heldBack(&simulator, &SimulatedKaunt::heldBack);
    simulator.start(settings);
    QTRY_VERIFY_WITH_TIMEOUT(peer.requests().size() > qsizetype{2} * SimulatedKaunt::mostWaiting,
                             60'000); // hundreds of requests
    QTRY_COMPARE(silent.requests().size(), qsizetype(SimulatedKaunt::mostWaiting));
    QCOMPARE(heldBack.size(), 1);
    QCOMPARE(heldBack.front().front().toUrl(), silent.url());
}

QTEST_GUILESS_MAIN(TestSimulatedKaunt)
#include "test_simulatedkaunt.moc"
