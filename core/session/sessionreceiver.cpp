// SPDX-License-Identifier: MIT
#include "core/session/sessionreceiver.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace kaunt {

SessionReceiver::SessionReceiver(EventLog& log, const Clock& clock, TakenPort takenPort, AddressCheck addressCheck)
    : m_takenPort(takenPort)
    , m_addressCheck(std::move(addressCheck))
    , m_thread(log, clock)
{
    m_again.setSingleShot(true);
    m_again.setInterval(std::chrono::seconds(3));
    connect(&m_again, &QTimer::timeout, this, &SessionReceiver::tryToListen);
    m_look.setInterval(std::chrono::seconds(10));
    connect(&m_look, &QTimer::timeout, this, &SessionReceiver::look);
    const WebhookReceiver* receiver = &m_thread.receiver();
    connect(receiver, &WebhookReceiver::listening, this, &SessionReceiver::takeListening);
    connect(receiver, &WebhookReceiver::listenFailed, this, &SessionReceiver::takeListenError);
    connect(receiver, &WebhookReceiver::answerModeChanged, this, &SessionReceiver::takeAnswerMode);
    connect(receiver, &WebhookReceiver::certificateServed, this, [this](const ServedCertificate& served) {
        m_certificate = served;
        Q_EMIT certificateServed(served);
    });
    connect(receiver, &WebhookReceiver::stopped, this, [this] {
        if (m_state == ReceiverState::Stopping)
            setState(ReceiverState::Stopped);
    });
}

void SessionReceiver::start()
{
    if (m_isDrained)
        return;
    setState(ReceiverState::Starting);
    tryToListen();
}

void SessionReceiver::tryToListen()
{
    m_again.stop();
    ReceiverSettings used = m_settings;
    if (m_replacedPort == used.port)
        used.port = 0;
    m_thread.start(used, ++m_starts);
}

void SessionReceiver::look()
{
    if (m_state != ReceiverState::Listening)
        return;
    if (const auto missing = m_addressCheck(m_settings.address, m_settings.port))
        takeListenError(*missing, m_starts);
}

void SessionReceiver::stop()
{
    if (m_isDrained)
        return;
    m_again.stop();
    m_endpoints.clear();
    setState(ReceiverState::Stopping);
    m_thread.stop();
}

void SessionReceiver::set(const Settings& settings)
{
    ReceiverSettings wanted = settings.receiver;
    wanted.apiSecrets = apiSecretsOf(settings.api.credentials);
    const bool areOthers = wanted != m_settings;
    m_settings = wanted;
    endStrayAnswerModes();
    if (isWanted() && (areOthers || m_state == ReceiverState::Failed))
        start();
}

void SessionReceiver::setAnswerMode(const QString& endpoint, const AnswerMode& mode)
{
    for (const Endpoint& one : std::as_const(m_settings.endpoints)) {
        if (one.name == endpoint)
            m_thread.setAnswerMode(one.path, mode);
    }
}

void SessionReceiver::drain()
{
    m_isDrained = true;
    m_again.stop();
    m_look.stop();
    m_thread.drain();
    m_endpoints.clear();
    m_state = ReceiverState::Stopped;
}

QByteArray SessionReceiver::signingSecret(const QString& endpoint) const
{
    for (const Endpoint& one : std::as_const(m_settings.endpoints)) {
        for (const SigningSecret& secret : one.secrets) {
            if (one.name == endpoint && secret.isUsable())
                return secret.value;
        }
    }
    return {};
}

std::optional<ListenError> SessionReceiver::listenError() const
{
    return m_state == ReceiverState::Failed ? m_listenError : std::nullopt;
}

std::optional<ServedCertificate> SessionReceiver::certificate() const
{
    const bool isServed = m_state == ReceiverState::Listening && !m_settings.servedTls().isEmpty();
    return isServed ? m_certificate : std::nullopt;
}

bool SessionReceiver::isWanted() const
{
    return !m_isDrained && m_state != ReceiverState::Stopped && m_state != ReceiverState::Stopping;
}

void SessionReceiver::takeListening(const QList<ListeningEndpoint>& endpoints, quint64 start)
{
    if (!isLatest(start))
        return;
    m_endpoints = endpoints;
    m_listenError.reset();
    setState(ReceiverState::Listening);
}

void SessionReceiver::takeListenError(const ListenError& error, quint64 start)
{
    if (!isLatest(start))
        return;
    const bool isReplaceable = m_takenPort == TakenPort::IsReplaced && m_replacedPort != m_settings.port;
    if (isReplaceable && error.code == ListenError::Code::PortTaken) {
        m_replacedPort = m_settings.port;
        this->start();
        return;
    }
    // It would go on at its old address; but who moves it may do so because it is heard too widely there.
    m_thread.stop();
    m_endpoints.clear();
    if (mayPass(error))
        m_again.start();
    const bool isKnown = m_state == ReceiverState::Failed && m_listenError == error;
    m_listenError = error;
    if (!isKnown)
        setState(ReceiverState::Failed);
}

void SessionReceiver::takeAnswerMode(const QString& path, const AnswerMode& mode)
{
    const QString endpoint = endpointAt(path);
    if (mode.isNormal()) {
        if (m_answerModes.contains(path)) // else its end was told before
            Q_EMIT answerModeChanged(m_answerModes.take(path), mode);
    } else if (endpoint.isEmpty()) { // it has moved since
        m_thread.setAnswerMode(path, {});
    } else {
        m_answerModes.insert(path, endpoint);
        Q_EMIT answerModeChanged(endpoint, mode);
    }
}

/// The receiver has them by path, everybody else by name: one that no endpoint's name leads to could not be ended.
void SessionReceiver::endStrayAnswerModes()
{
    const QHash<QString, QString> before = m_answerModes;
    for (auto one = before.cbegin(); one != before.cend(); ++one) {
        if (endpointAt(one.key()) == one.value())
            continue;
        m_answerModes.remove(one.key());
        m_thread.setAnswerMode(one.key(), {});
        Q_EMIT answerModeChanged(one.value(), {});
    }
}

QString SessionReceiver::endpointAt(const QString& path) const
{
    const auto found = std::find_if(m_settings.endpoints.cbegin(), m_settings.endpoints.cend(),
                                    [&path](const Endpoint& endpoint) { return endpoint.path == path; });
    return found == m_settings.endpoints.cend() ? QString() : found->name;
}

void SessionReceiver::setState(ReceiverState state)
{
    m_state = state;
    if (state == ReceiverState::Listening)
        m_look.start();
    else
        m_look.stop();
    Q_EMIT stateChanged(state);
}

} // namespace kaunt
