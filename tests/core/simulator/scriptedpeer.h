// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"

#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QUrl>

namespace kaunt::test {

/// One request as it was sent, the transfer coding removed.
struct ReceivedRequest {
    QByteArray requestLine;
    HeaderList headers;
    QByteArray body;
    bool chunked = false;
    int connection = 0; ///< on the how-manieth it came, from 1
};

/// A peer on a free loopback port that reads requests from raw sockets and answers with the given bytes, in their turn,
/// the last of them again and again. An empty answer means that it stays silent.
class ScriptedPeer final : public QTcpServer {
    Q_OBJECT

public:
    explicit ScriptedPeer(const QList<QByteArray>& answers, QObject* parent = nullptr);

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] const QList<ReceivedRequest>& requests() const { return m_requests; }
    [[nodiscard]] int openConnections() const { return m_open; }
    void setAnswers(const QList<QByteArray>& answers) { m_answers = answers; }
    /// Of requests with this in their body, whatever their turn.
    void setAnswerTo(const QByteArray& part, const QByteArray& answer) { m_answersTo.insert(part, answer); }
    void setCloseAfterAnswer(bool close) { m_closeAfterAnswer = close; }
    /// After each answer it goes on sending this, every few milliseconds, until the other side closes.
    void setDrip(const QByteArray& drop) { m_drop = drop; }

    [[nodiscard]] static QByteArray status(int code, const QByteArray& body = {});

private:
    void read(QTcpSocket* socket, int number);
    void drip(QTcpSocket* socket);
    [[nodiscard]] QByteArray answerTo(const ReceivedRequest& request) const;

    QList<QByteArray> m_answers;
    QHash<QByteArray, QByteArray> m_answersTo;
    QList<ReceivedRequest> m_requests;
    QHash<QTcpSocket*, QByteArray> m_unread;
    int m_open = 0;
    int m_accepted = 0;
    bool m_closeAfterAnswer = false;
    QByteArray m_drop;
};

} // namespace kaunt::test
