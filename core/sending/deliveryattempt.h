// SPDX-License-Identifier: MIT
#pragma once

#include "core/sending/deliverysender.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSslSocket>
#include <QTimer>

#include <memory>

namespace kaunt {

/// One POST on a connection of its own (RFC 9112), over within its deadline whatever the peer does. Lives in its
/// owner's thread; emits `finished` once, never before control is back in the event loop.
class DeliveryAttempt final : public QObject {
    Q_OBJECT

public:
    DeliveryAttempt(const OutgoingDelivery& delivery, QObject* parent);
    ~DeliveryAttempt() override;

Q_SIGNALS:
    void finished(const kaunt::SendOutcome& outcome);

private:
    struct Answer;

    void connectSocket(const QUrl& target);
    [[nodiscard]] bool isTrustedAsItIs() const; ///< whoever vouches for it
    void takeSslErrors(const QList<QSslError>& errors);
    void checkName();
    void beginWriting();
    void write(qsizetype bytes);
    void writeAhead();
    void writeSlice();
    void readAnswer();
    void readRest();
    void closeSpare();
    void endOfStream();
    void succeed();
    void timeOut();
    void fail(const NoAnswer& why);
    void finish(const SendOutcome& outcome);

    QSslSocket m_socket;
    const QByteArray m_trustedFingerprint;
    QTimer m_deadline; ///< a child, by that name
    QElapsedTimer m_elapsed;
    int m_spare = -1;     ///< another descriptor of the socket's connection, while a long body is sent; -1: none
    QByteArray m_request; ///< what of it is still to be sent
    int m_bytesPerSlice;
    QTimer m_pace;
    std::unique_ptr<Answer> m_answer;
    bool m_isConnected = false;
    tls::Distrust m_distrust = tls::Distrust::None;
    bool m_hasAnswered = false;
    bool m_isFinished = false;
};

/// The bytes of the request: request line, Host, the delivery's headers as they stand, framing and body. Pure.
[[nodiscard]] QByteArray requestBytes(const OutgoingDelivery& delivery);

} // namespace kaunt
