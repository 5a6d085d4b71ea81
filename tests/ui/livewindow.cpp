// SPDX-License-Identifier: MIT
#include "tests/ui/livewindow.h"

#include "core/export/logexport.h"
#include "core/secrets/filesecretstore.h"
#include "core/secrets/settingssecrets.h"
#include "core/sending/deliverysender.h"
#include "core/simulator/samples.h"
#include "ui/capturewindow.h"
#include "ui/deliverylistmodel.h"
#include "ui/deliverylistview.h"
#include "ui/mainwindow.h"
#include "ui/valuefield.h"
#include "ui/windowstate.h"

#include <QAction>
#include <QFile>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

namespace kaunt::test {

namespace {

const QByteArray secret = "whsec-of-the-pictures";

ApiCredentials credentials()
{
    return {QStringLiteral("pictures"), "client-secret-of-the-pictures"};
}

bool exportLog(const MonitorSession& session, const QString& path)
{
    const auto log = LogQueries::open(session.dataDirectory(), session.clock());
    QFile file(path);
    if (!log || !file.open(QIODevice::WriteOnly))
        return false;
    ExportRequest request;
    request.format = ExportFormat::Capture;
    request.capture.known = endpointSecrets(session.settings());
    LogExport bundle(request, session.clock(), &file);
    while (true) {
        const auto progress = bundle.advance(**log, std::chrono::seconds(1));
        if (!progress || progress->isFinished)
            return progress.has_value();
    }
}

} // namespace

LiveWindow::LiveWindow()
    : m_secrets(std::make_unique<FileSecretStore>(m_folder.path()))
    , m_state(std::make_unique<WindowState>(m_folder.path()))
{
}

LiveWindow::~LiveWindow()
{
    m_kaunt.stop();
    m_capture.reset();
    m_window.reset();
    m_session.reset();
}

bool LiveWindow::open()
{
    Settings settings;
    settings.receiver.port = 0;
    settings.receiver.endpoints[0].secrets = {SigningSecret{QStringLiteral("current"), secret, false}};
    settings.api.credentials.fallback = credentials();
    auto session = MonitorSession::open({m_folder.path(), settings, false}, m_clock);
    if (!session)
        return false;
    m_session = std::move(*session);
    m_window = std::make_unique<MainWindow>(*m_secrets, *m_state, m_clock);
    m_window->setSession(m_session.get());
    m_window->resize(smallScreen);
    m_window->show();
    m_session->startReceiver();
    const auto isListening = [this] { return m_session->receiverState() == ReceiverState::Listening; };
    return QTest::qWaitFor(isListening, livePatience) && startKaunt() && deliverRefused();
}

bool LiveWindow::startKaunt()
{
    const QSignalSpy started(&m_kaunt, &SimulatedKaunt::started);
    SimulatorSettings settings;
    settings.credentials = credentials();
    settings.webhookSecret = secret;
    settings.targets = {m_session->endpoints().constFirst().url};
    settings.meanPause = std::chrono::milliseconds(500);
    m_kaunt.start(settings);
    if (!QTest::qWaitFor([&started] { return !started.isEmpty(); }, livePatience))
        return false;
    Settings session = m_session->settings();
    session.api.apiBase = started.at(0).at(0).toUrl();
    m_session->apply(session);
    const QSignalSpy delivered(&m_kaunt, &SimulatedKaunt::delivered);
    for (const QString& eventType : knownEventTypes())
        m_kaunt.deliverNow(eventType);
    return QTest::qWaitFor([&delivered] { return delivered.size() >= knownEventTypes().size(); }, livePatience);
}

bool LiveWindow::deliverRefused()
{
    DeliverySender sender;
    QSignalSpy finished(&sender, &DeliverySender::finished);
    OutgoingDelivery delivery;
    delivery.target = m_session->endpoints().constFirst().url;
    delivery.body = webhookBody(sampleEvent(knownEventTypes().constFirst(), m_session->settings().api.apiBase, 1));
    delivery.headers = signedHeaders(delivery.body, "another secret");
    sender.send(delivery);
    return finished.wait(livePatience) && finished.at(0).at(1).value<SendOutcome>().status == 401;
}

QTabWidget* LiveWindow::tabs() const
{
    return m_window->findChild<QTabWidget*>(QStringLiteral("detailsTabs"));
}

QAction* LiveWindow::action(const char* name) const
{
    return m_window->findChild<QAction*>(QLatin1String(name));
}

qint64 LiveWindow::newestOf(const QString& signature, const QString& event) const
{
    const auto* model = m_window->findChild<DeliveryListModel*>();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, static_cast<int>(DeliveryColumn::Signature)).data() == signature &&
            model->index(row, static_cast<int>(DeliveryColumn::Event)).data() == event)
            return model->numberAt(row);
    }
    return 0;
}

bool LiveWindow::choose(const QString& signature, const QString& event)
{
    m_window->showMonitor();
    const auto isThere = [this, &signature, &event] { return newestOf(signature, event) != 0; };
    if (!QTest::qWaitFor(isThere, livePatience)) {
        qWarning() << "The list has no delivery that is" << signature << event;
        return false;
    }
    auto* list = m_window->findChild<DeliveryListView*>();
    list->selectDelivery(newestOf(signature, event));
    const auto* shown = m_window->findChild<ValueField*>(QStringLiteral("deliveryNumber"));
    // A repeat that comes meanwhile takes the place of what was chosen.
    const auto isShown = [list, shown] { return shown->value() == QString::number(list->currentDelivery()); };
    if (QTest::qWaitFor(isShown, livePatience))
        return true;
    qWarning() << "Delivery" << list->currentDelivery() << "is chosen, but the details show" << shown->value();
    return false;
}

CaptureWindow* LiveWindow::openCapture()
{
    const QString path = m_folder.filePath(QStringLiteral("live.kauntcap"));
    if (!exportLog(*m_session, path))
        return nullptr;
    m_capture = std::make_unique<CaptureWindow>(path, m_clock, *m_state);
    m_capture->resize(smallScreen);
    m_capture->show();
    const auto isRead = [this] {
        const auto* model = m_capture->findChild<DeliveryListModel*>();
        return model && !model->isSearching() && model->rowCount() > 0;
    };
    if (!QTest::qWaitFor(isRead, livePatience))
        return nullptr;
    m_capture->findChild<DeliveryListView*>()->goToNewest();
    const auto* shown = m_capture->findChild<ValueField*>(QStringLiteral("deliveryNumber"));
    const auto isShown = [shown] { return !shown->value().isEmpty(); };
    return QTest::qWaitFor(isShown, livePatience) ? m_capture.get() : nullptr;
}

void LiveWindow::closeCapture()
{
    m_capture.reset();
}

} // namespace kaunt::test
