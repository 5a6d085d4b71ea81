// SPDX-License-Identifier: MIT
#include "core/api/invoicecodingproposal.h"
#include "core/session/demokaunt.h"
#include "core/webhook/jsonvalue.h"
#include "tests/core/session/sessionfixture.h"
#include "tests/support/freeport.h"

#include <QDir>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

namespace {

constexpr int patience = 60'000; ///< the simulated Kaunt takes its time, as the real one does

} // namespace

/// The demo: everything that is real in a session, with a simulated Kaunt at the other end.
class TestDemoSession final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void runsFromEndToEnd();
    void leavesNothingBehind();
    void touchesNothingOfTheUser();
    void takesAnotherPortWhereItsOwnIsTaken();
    void keepsAwayFromTheUsersAddress();
    void listensWhereItWasAskedTo();
    void goesOnWhenMoved();
    void deliversNothingOnceStopped();
    void saysThatItHasNoFolder_data();
    void saysThatItHasNoFolder();

private:
    [[nodiscard]] std::unique_ptr<MonitorSession> open(const Settings& settings = sessionSettings()) const;

    SystemClock m_clock;
    QTemporaryDir m_folder;
};

std::unique_ptr<MonitorSession> TestDemoSession::open(const Settings& settings) const
{
    auto session = MonitorSession::open({m_folder.path(), settings, true}, m_clock);
    return session ? std::move(*session) : nullptr;
}

/// Events arrive, and the first proposal that comes can be fetched and read.
void TestDemoSession::runsFromEndToEnd()
{
    const auto session = open();
    QVERIFY(session);
    QVERIFY(session->isDemo());
    const QSignalSpy recorded(session.get(), &MonitorSession::deliveriesRecorded);
    const QSignalSpy kept(session.get(), &MonitorSession::resourceStored);
    QVERIFY(listens(*session));
    const auto proposal = [&]() -> std::optional<DeliverySummary> {
        const QList<DeliverySummary> summaries = recordedBy(recorded);
        for (const DeliverySummary& summary : summaries) {
            if (summary.event && summary.event->kind() == EventKind::ProposalCompleted)
                return summary;
        }
        return std::nullopt;
    };
    QTRY_VERIFY_WITH_TIMEOUT(proposal(), patience);
    FetchJob* job = session->fetch(*proposal());
    QVERIFY(job);
    QTRY_COMPARE(kept.size(), 1);
    const auto resource = kept.at(0).at(0).value<ResourceRecord>();
    QVERIFY2(resource.isFetched(), qPrintable(resource.errorStep + resource.errorMessage));
    QCOMPARE(resource.status, 200);
    const auto answer = parseJson(resource.body);
    QVERIFY(answer);
    QVERIFY(!readInvoiceCodingProposal(*answer).lines.isEmpty());
}

void TestDemoSession::leavesNothingBehind()
{
    auto session = open();
    QVERIFY(session);
    const QString folder = session->dataDirectory();
    QVERIFY(QDir(folder).exists());
    QVERIFY(!(QFile::permissions(folder) & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
    const QSignalSpy recorded(session.get(), &MonitorSession::deliveriesRecorded);
    QVERIFY(listens(*session));
    QTRY_VERIFY_WITH_TIMEOUT(!recorded.isEmpty(), patience);
    session.reset();
    QVERIFY(!QDir(folder).exists());
}

void TestDemoSession::touchesNothingOfTheUser()
{
    Settings settings = sessionSettings();
    settings.api.credentials.byTenant.insert(QStringLiteral("t"), {QStringLiteral("mine"), "api value"});
    const auto session = open(settings);
    QVERIFY(session);
    QVERIFY(session->dataDirectory() != m_folder.path());
    QVERIFY(QDir(m_folder.path()).isEmpty());
    const QList<SigningSecret> secrets = session->settings().receiver.endpoints.constFirst().secrets;
    QCOMPARE(secrets.size(), 1);
    QVERIFY(!secrets.constFirst().value.isEmpty() && secrets.constFirst().value != sessionSecret);
    QVERIFY(session->settings().api.credentials.byTenant.isEmpty());
    const auto second = open(settings);
    QVERIFY(second);
    QVERIFY(second->dataDirectory() != session->dataDirectory());
    QVERIFY(second->settings().receiver.endpoints.constFirst().secrets != secrets);
}

void TestDemoSession::takesAnotherPortWhereItsOwnIsTaken()
{
    const TakenPort taken;
    Settings settings = sessionSettings();
    settings.receiver.port = taken.port();
    const auto session = open(settings);
    QVERIFY(session);
    const QSignalSpy recorded(session.get(), &MonitorSession::deliveriesRecorded);
    QVERIFY(listens(*session));
    QVERIFY(session->endpoints().constFirst().url.port() != int{taken.port()});
    QTRY_VERIFY_WITH_TIMEOUT(!recorded.isEmpty(), patience);
    // And stays there, whatever else is set.
    const QUrl url = session->endpoints().constFirst().url;
    settings = session->settings();
    ++settings.receiver.maxRefusedPerMinute;
    session->apply(settings);
    QCOMPARE(session->receiverState(), ReceiverState::Starting);
    QTRY_COMPARE(session->receiverState(), ReceiverState::Listening);
    QCOMPARE(session->endpoints().constFirst().url, url);
}

/// Real deliveries may arrive at that one: they would be refused, and be gone with the demo.
void TestDemoSession::keepsAwayFromTheUsersAddress()
{
    MonitorSession::Options options;
    options.dataDirectory = m_folder.path();
    options.settings = sessionSettings();
    options.settings.receiver.address = QHostAddress(QHostAddress::AnyIPv4);
    options.settings.receiver.port = freePort();
    options.settings.receiver.tls = {QStringLiteral("/no/such.pem"), QStringLiteral("/no/such.key")};
    options.demo = true;
    options.demoPort = MonitorSession::DemoPort::Apart;
    const auto session = MonitorSession::open(options, m_clock);
    QVERIFY(session && listens(**session));
    const QUrl url = (*session)->endpoints().constFirst().url;
    QVERIFY(url.port() != int{options.settings.receiver.port});
    QCOMPARE(url.host(), QStringLiteral("127.0.0.1"));
    QCOMPARE(url.scheme(), QStringLiteral("http"));
}

void TestDemoSession::listensWhereItWasAskedTo()
{
    MonitorSession::Options options;
    options.dataDirectory = m_folder.path();
    options.settings = sessionSettings();
    options.settings.receiver.endpoints[0].path = QStringLiteral("/mine");
    options.demo = true;
    options.demoPort = MonitorSession::DemoPort::Given;
    auto session = MonitorSession::open(options, m_clock);
    QVERIFY(session && listens(**session));
    QCOMPARE((*session)->endpoints().constFirst().url.path(), QStringLiteral("/mine"));
    const TakenPort taken;
    options.settings.receiver.port = taken.port();
    session = MonitorSession::open(options, m_clock);
    QVERIFY(session);
    (*session)->startReceiver();
    QTRY_COMPARE((*session)->receiverState(), ReceiverState::Failed);
    QCOMPARE((*session)->listenError()->code, ListenError::Code::PortTaken);
}

void TestDemoSession::goesOnWhenMoved()
{
    const auto session = open();
    QVERIFY(session);
    const QSignalSpy changed(session.get(), &MonitorSession::settingsChanged);
    QVERIFY(listens(*session));
    QTRY_VERIFY(!changed.isEmpty()); // the API's base is known
    QCOMPARE(session->settings().api.apiBase.host(), QStringLiteral("127.0.0.1"));
    Settings settings = session->settings();
    settings.receiver.endpoints.first().path = QStringLiteral("/elsewhere");
    settings.receiver.port = freePort();
    session->apply(settings);
    QTRY_COMPARE(session->endpoints().value(0).url.port(), int{settings.receiver.port});
    const QSignalSpy recorded(session.get(), &MonitorSession::deliveriesRecorded);
    QTRY_VERIFY_WITH_TIMEOUT(!recorded.isEmpty(), patience);
}

/// Its simulator is gone by then.
void TestDemoSession::deliversNothingOnceStopped()
{
    DemoKaunt demo;
    const QSignalSpy started(&demo.simulator(), &SimulatedKaunt::started);
    demo.stop();
    demo.deliverTo(QUrl(QStringLiteral("http://127.0.0.1:1/hook")));
    demo.deliverTo(QUrl(QStringLiteral("http://127.0.0.1:2/hook")));
    demo.stop();
    QVERIFY(started.isEmpty());
}

void TestDemoSession::saysThatItHasNoFolder_data()
{
    QTest::addColumn<QByteArray>("place");
    QTest::newRow("where nothing can be made") << QByteArray("/proc/self");
    QTest::newRow("that is not there") << QByteArray("/no/such/folder");
}

/// And makes none in the working directory.
void TestDemoSession::saysThatItHasNoFolder()
{
    QFETCH(const QByteArray, place);
    const QStringList demos{QStringLiteral("kaunt-demo-*")};
    const QStringList there = QDir::current().entryList(demos);
    const QByteArray before = qgetenv("TMPDIR");
    qputenv("TMPDIR", place);
    const auto session = MonitorSession::open({m_folder.path(), sessionSettings(), true}, m_clock);
    before.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", before);
    QVERIFY(!session);
    QCOMPARE(session.error().code, LogError::Code::NoThrowAwayFolder);
    QVERIFY(!session.error().path.isEmpty());
    QCOMPARE(QDir::current().entryList(demos), there);
}

QTEST_GUILESS_MAIN(TestDemoSession)
#include "test_demosession.moc"
