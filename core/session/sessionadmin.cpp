// SPDX-License-Identifier: MIT
#include "core/session/sessionadmin.h"

#include "core/session/monitorsession.h"

namespace kaunt {

SessionAdmin::SessionAdmin(MonitorSession& session, QObject* parent)
    : QObject(parent)
    , m_server(std::make_unique<AdminServer>(m_metrics))
{
    m_metrics.setStatistics(session.log().statistics());
    m_metrics.setListening(session.receiverState() == ReceiverState::Listening);
    connect(&session, &MonitorSession::receiverStateChanged, this, [this](ReceiverState state) {
        if (state != ReceiverState::Starting) // one that takes on other settings goes on listening meanwhile
            m_metrics.setListening(state == ReceiverState::Listening);
    });
    connect(&session, &MonitorSession::deliveriesRecorded, this,
            [this](const QList<DeliverySummary>& deliveries) { m_metrics.addRecorded(deliveries); });
    connect(&session, &MonitorSession::misdirectedRecorded, this,
            [this](const QList<DeliverySummary>& requests) { m_metrics.addMisdirected(requests.size()); });
    connect(&session, &MonitorSession::turnedAway, this,
            [this](const TurnedAway& turnedAway) { m_metrics.setTurnedAway(turnedAway); });
    connect(&session, &MonitorSession::requestsUnreadable, this,
            [this](const UnreadableRequests& unreadable) { m_metrics.setUnreadable(unreadable); });
    connect(&session, &MonitorSession::statisticsChanged, this,
            [this](const LogStatistics& statistics) { m_metrics.setStatistics(statistics); });
    connect(&session, &MonitorSession::storingFailed, this, [this] { m_metrics.addStoringFailure(); });
    connect(&session, &MonitorSession::forwarded, this,
            [this](const ForwardRecord& record) { m_metrics.addForward(record); });
    connect(&session, &MonitorSession::forwardStateChanged, this,
            [this](const ForwardState& state) { m_metrics.setForwardState(state); });
    connect(&session, &MonitorSession::forwardMeasured, this,
            [this](const ForwardMeasure& measure) { m_metrics.addForwardMeasure(measure); });
    connect(&session, &MonitorSession::storingRecovered, this, [this] { m_metrics.setStoringRecovered(); });
}

std::optional<ListenError> SessionAdmin::listen(const ListenAddress& address)
{
    m_address = address.address;
    if (!address.address.isLoopback())
        return ListenError{ListenError::Code::NotPermitted, address.address, address.port, {}, {}, {}};
    return m_server->listen(address.address, address.port);
}

std::optional<ListenError> SessionAdmin::apply(const AdminSettings& settings)
{
    if (settings == m_applied)
        return {};
    m_applied = {};
    m_server = std::make_unique<AdminServer>(m_metrics); // with its connections
    auto error = settings.isOn ? listen({QHostAddress(QHostAddress::LocalHost), settings.port}) : std::nullopt;
    if (!error)
        m_applied = settings;
    return error;
}

QUrl SessionAdmin::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(m_address.toString());
    url.setPort(m_server->port());
    url.setPath(QStringLiteral("/"));
    return url;
}

} // namespace kaunt
