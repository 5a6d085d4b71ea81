// SPDX-License-Identifier: MIT
#include "tests/ui/monitorpagefixture.h"

#include "core/sending/deliverysender.h"

#include <QAction>
#include <QMenuBar>
#include <QSignalSpy>
#include <QTest>

namespace kaunt::test {

Settings monitorSettings()
{
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), monitorSecret, false}};
    return settings;
}

void MonitorPageFixture::begin()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_state = std::make_unique<WindowState>(m_folder->path());
    open();
}

void MonitorPageFixture::open()
{
    auto session = MonitorSession::open({m_folder->path(), monitorSettings(), false}, m_clock);
    QVERIFY(session.has_value());
    m_session = std::move(*session);
    m_window = std::make_unique<QMainWindow>();
    m_actions = new MonitorActions(m_window.get());
    m_actions->fill(*m_window->menuBar());
    action(MonitorActions::Command::FoldRepeats)->setChecked(true);
    m_page = new MonitorPage(*m_session, *m_actions, *m_state);
    m_window->setCentralWidget(m_page);
    m_window->resize(1024, 700);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void MonitorPageFixture::close()
{
    m_window.reset();
    m_session.reset();
}

void MonitorPageFixture::listen()
{
    m_session->startReceiver();
    QTRY_COMPARE_WITH_TIMEOUT(m_session->receiverState(), ReceiverState::Listening, patience);
}

bool MonitorPageFixture::deliver(const QByteArray& payload, const QByteArray& signedWith)
{
    DeliverySender sender;
    QSignalSpy finished(&sender, &DeliverySender::finished);
    OutgoingDelivery delivery;
    delivery.target = m_session->endpoints().constFirst().url;
    delivery.body = payload;
    delivery.headers = signedHeaders(payload, signedWith);
    delivery.chunked = true;
    sender.send(delivery);
    const int expected = signedWith == monitorSecret ? 200 : 401;
    return finished.wait(patience) && finished.at(0).at(1).value<SendOutcome>().status == expected;
}

bool MonitorPageFixture::chooseFirstOf(int deliveries)
{
    listen();
    for (int seed = 1; seed <= deliveries; ++seed) {
        if (!deliver(body(static_cast<quint32>(seed))))
            return false;
    }
    const bool areListed = QTest::qWaitFor([this, deliveries] { return model().rowCount() == deliveries; }, patience);
    list()->selectDelivery(1);
    return areListed;
}

QByteArray MonitorPageFixture::body(quint32 seed, EventKind kind) const
{
    return webhookBody(
        sampleEvent(knownEventTypes().at(static_cast<int>(kind)), QUrl(QLatin1String(defaultApiBase)), seed));
}

QString MonitorPageFixture::text(int row, DeliveryColumn column) const
{
    return model().index(row, static_cast<int>(column)).data().toString();
}

} // namespace kaunt::test
