// SPDX-License-Identifier: MIT
#include "tests/core/http/rawpeer.h"
#include "tests/core/session/sessionfixture.h"
#include "tests/core/tls/tlsfiles.h"
#include "tests/support/freeport.h"
#include "tests/support/manualclock.h"

#include <QTest>

#include <algorithm>

using namespace kaunt;
using namespace kaunt::test;

/// Settings that are applied while the receiver runs take effect at once.
class TestSessionSettings final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void tellsWhatIsApplied();
    void movesToAnotherPort();
    void movesToAnotherPath();
    void endsTheAnswerModeOfWhatIsRenamedOrMoved_data();
    void endsTheAnswerModeOfWhatIsRenamedOrMoved();
    void addsAnEndpoint();
    void rotatesTheSecret();
    void takesOnLimits();
    void takesOnRetention_data();
    void takesOnRetention();
    void staysWhereItListens();
    void doesNotStartWhatIsStopped();
    void forgetsWhoSpokePlainHttpToTls();

private:
    [[nodiscard]] QUrl url() const { return m_session->endpoints().value(0).url; }
    [[nodiscard]] bool apply();

    ManualClock m_clock{QDateTime::currentMSecsSinceEpoch()};
    std::unique_ptr<QTemporaryDir> m_folder;
    Settings m_settings;
    std::unique_ptr<MonitorSession> m_session;
};

void TestSessionSettings::init()
{
    m_session.reset();
    m_settings = sessionSettings();
    m_folder = std::make_unique<QTemporaryDir>();
    m_session = openSession(m_folder->path(), m_settings, m_clock);
    QVERIFY(m_session);
    QVERIFY(listens(*m_session));
}

/// Applies and waits until the receiver tells that it has taken the settings on.
bool TestSessionSettings::apply()
{
    QSignalSpy states(m_session.get(), &MonitorSession::receiverStateChanged);
    m_session->apply(m_settings);
    return QTest::qWaitFor(
        [&] { return states.size() == 2 && m_session->receiverState() == ReceiverState::Listening; });
}

void TestSessionSettings::tellsWhatIsApplied()
{
    const QSignalSpy changed(m_session.get(), &MonitorSession::settingsChanged);
    m_settings.notifications.of(AlertRule::RefusedBurst) = false;
    m_session->apply(m_settings);
    QCOMPARE(m_session->settings(), m_settings);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.at(0).at(0).value<Settings>(), m_settings);
}

void TestSessionSettings::movesToAnotherPort()
{
    const QUrl before = url();
    m_settings.receiver.port = freePort();
    QVERIFY(apply());
    QCOMPARE(url().port(), int{m_settings.receiver.port});
    QCOMPARE(post(url(), eventBody("a")), 200);
    QTRY_COMPARE(post(before, eventBody("a")), 0);
}

void TestSessionSettings::movesToAnotherPath()
{
    const QUrl before = url();
    m_settings.receiver.endpoints.first().path = QStringLiteral("/elsewhere");
    QVERIFY(apply());
    QCOMPARE(url().path(), QStringLiteral("/elsewhere"));
    QCOMPARE(url().port(), before.port());
    QCOMPARE(post(url(), eventBody("a")), 200);
    QCOMPARE(post(before, eventBody("a")), 404);
}

void TestSessionSettings::endsTheAnswerModeOfWhatIsRenamedOrMoved_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("path");
    const Endpoint usual;
    QTest::newRow("renamed") << QStringLiteral("prod") << usual.path;
    QTest::newRow("moved") << usual.name << QStringLiteral("/elsewhere");
}

/// Nobody could end it any more, for it is asked for by name and kept by path.
void TestSessionSettings::endsTheAnswerModeOfWhatIsRenamedOrMoved()
{
    const QSignalSpy changed(m_session.get(), &MonitorSession::answerModeChanged);
    const Settings before = m_settings;
    const QString nameBefore = before.receiver.endpoints.constFirst().name;
    AnswerMode failing;
    failing.kind = AnswerMode::Kind::Status;
    m_session->setAnswerMode(nameBefore, failing);
    QTRY_COMPARE(changed.size(), 1);
    QCOMPARE(post(url(), eventBody("a")), 503);
    QFETCH(const QString, name);
    QFETCH(const QString, path);
    m_settings.receiver.endpoints.first().name = name;
    m_settings.receiver.endpoints.first().path = path;
    QVERIFY(apply());
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.at(1).at(0).toString(), nameBefore);
    QVERIFY(changed.at(1).at(1).value<AnswerMode>().isNormal());
    QCOMPARE(post(url(), eventBody("b")), 200);
    m_settings = before;
    QVERIFY(apply());
    QCOMPARE(post(url(), eventBody("c")), 200);
    QCOMPARE(changed.size(), 2);
}

void TestSessionSettings::addsAnEndpoint()
{
    const QSignalSpy recorded(m_session.get(), &MonitorSession::deliveriesRecorded);
    m_settings.receiver.endpoints.append(
        {QStringLiteral("other"), QStringLiteral("/other"), {{QStringLiteral("its"), "other secret"}}});
    QVERIFY(apply());
    QCOMPARE(m_session->endpoints().size(), 2);
    QCOMPARE(post(m_session->endpoints().constLast().url, eventBody("a"), "other secret"), 200);
    QTRY_COMPARE(recorded.size(), 1);
    QCOMPARE(recordedBy(recorded).constFirst().endpoint, QStringLiteral("other"));
    QCOMPARE(recordedBy(recorded).constFirst().secretName, QStringLiteral("its"));
}

void TestSessionSettings::rotatesTheSecret()
{
    const auto secrets = [this]() -> QList<SigningSecret>& { return m_settings.receiver.endpoints.first().secrets; };
    secrets().prepend({QStringLiteral("next"), "next secret"});
    QVERIFY(apply());
    QCOMPARE(post(url(), eventBody("a"), "next secret"), 200);
    QCOMPARE(post(url(), eventBody("b"), sessionSecret), 200);
    secrets().last().retired = true;
    QVERIFY(apply());
    QCOMPARE(post(url(), eventBody("c"), "next secret"), 200);
    QCOMPARE(post(url(), eventBody("d"), sessionSecret), 401);
    secrets().clear();
    QVERIFY(apply());
    QCOMPARE(post(url(), eventBody("e"), "next secret"), 503);
}

void TestSessionSettings::takesOnLimits()
{
    const QByteArray large(5'000, 'x');
    QCOMPARE(post(url(), large), 200);
    m_settings.receiver.limits.maxBodyBytes = 4'999;
    QVERIFY(apply());
    QCOMPARE(post(url(), large), 413);
    m_settings.receiver.maxPending = 0;
    QVERIFY(apply());
    QCOMPARE(post(url(), eventBody("a")), 503);
    m_settings.receiver.maxPending = 1;
    QVERIFY(apply());
    QCOMPARE(post(url(), eventBody("a")), 200);
}

void TestSessionSettings::takesOnRetention_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QList<qint64>>("gone");
    QTest::newRow("age") << 1 << qint64{0} << QList<qint64>{1, 2};
    QTest::newRow("size") << 0 << qint64{1} << QList<qint64>{1}; // the newest stays
}

void TestSessionSettings::takesOnRetention()
{
    QFETCH(const int, days);
    QFETCH(const qint64, bytes);
    QFETCH(const QList<qint64>, gone);
    QCOMPARE(post(url(), eventBody("a")), 200);
    QCOMPARE(post(url(), eventBody("b")), 200);
    m_clock.advance(qint64{2} * 24 * 60 * 60 * 1000);
    const QSignalSpy removed(m_session.get(), &MonitorSession::deliveriesRemoved);
    m_settings.retention = {days, bytes};
    m_session->apply(m_settings);
    const auto numbers = [&] {
        QList<qint64> all;
        for (const QList<QVariant>& arguments : removed)
            all += arguments.at(0).value<QList<qint64>>();
        return all;
    };
    QTRY_COMPARE(numbers(), gone);
    QCOMPARE(m_session->receiverState(), ReceiverState::Listening);
}

/// Who changes something else loses no connection: the port that the system picked stays.
void TestSessionSettings::staysWhereItListens()
{
    const QUrl before = url();
    RawPeer peer(static_cast<quint16>(before.port()));
    m_settings.receiver.endpoints.first().secrets.first().value = "rotated";
    QVERIFY(apply());
    QCOMPARE(url(), before);
    m_settings.retention.maxAgeDays = 7;
    m_session->apply(m_settings);
    QCOMPARE(m_session->receiverState(), ReceiverState::Listening);
    peer.send("GET /webhooks/kaunt HTTP/1.1\r\nHost: a\r\n\r\n");
    QTRY_COMPARE(peer.statuses(), QList<int>{405});
}

void TestSessionSettings::doesNotStartWhatIsStopped()
{
    m_session->stopReceiver();
    m_settings.receiver.endpoints.first().path = QStringLiteral("/elsewhere");
    m_session->apply(m_settings);
    QVERIFY(reaches(*m_session, ReceiverState::Stopped));
    m_settings.receiver.endpoints.first().path = QStringLiteral("/again");
    m_session->apply(m_settings);
    QCOMPARE(m_session->receiverState(), ReceiverState::Stopped);
    QVERIFY(listens(*m_session));
    QCOMPARE(url().path(), QStringLiteral("/again"));
}

/// The advice was to switch TLS off.
void TestSessionSettings::forgetsWhoSpokePlainHttpToTls()
{
    TlsFiles files;
    QVERIFY2(files.makePair(QStringLiteral("own"), QStringLiteral("ec"), QStringLiteral("IP:127.0.0.1")),
             files.error().constData());
    m_settings.receiver.tls = files.pair(QStringLiteral("own"));
    QVERIFY(apply());
    QCOMPARE(url().scheme(), QStringLiteral("https"));
    const QSignalSpy raised(m_session.get(), &MonitorSession::concernRaised);
    const QSignalSpy cleared(m_session.get(), &MonitorSession::concernCleared);
    QCOMPARE(post(url(), eventBody("a")), 0);
    const auto isIn = [](const QSignalSpy& spy, Concern::Kind kind) {
        return std::any_of(spy.cbegin(), spy.cend(), [kind](const QList<QVariant>& told) {
            const QVariant& what = told.constFirst();
            return what.canConvert<Concern>() ? what.value<Concern>().kind == kind
                                              : what.value<Concern::Kind>() == kind;
        });
    };
    QTRY_VERIFY(isIn(raised, Concern::Kind::HandshakesFailed));
    m_settings.receiver.isTlsPaused = true;
    QVERIFY(apply());
    QTRY_VERIFY(isIn(cleared, Concern::Kind::HandshakesFailed));
}

QTEST_GUILESS_MAIN(TestSessionSettings)
#include "test_sessionsettings.moc"
