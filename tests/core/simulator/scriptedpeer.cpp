// SPDX-License-Identifier: MIT
#include "tests/core/simulator/scriptedpeer.h"

#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <optional>

namespace kaunt::test {

namespace {

/// The body of a chunked message that has come whole, or nothing.
std::optional<QByteArray> dechunked(QByteArrayView rest)
{
    QByteArray body;
    while (true) {
        const qsizetype lineEnd = rest.indexOf("\r\n");
        if (lineEnd < 0)
            return std::nullopt;
        bool isHex = false;
        const qsizetype size = rest.first(lineEnd).toByteArray().toLongLong(&isHex, 16);
        if (!isHex || rest.size() < lineEnd + 2 + size + 2)
            return std::nullopt;
        if (size == 0)
            return body;
        body += rest.sliced(lineEnd + 2, size);
        rest = rest.sliced(lineEnd + 2 + size + 2);
    }
}

} // namespace

ScriptedPeer::ScriptedPeer(const QList<QByteArray>& answers, QObject* parent)
    : QTcpServer(parent)
    , m_answers(answers)
{
    connect(this, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket* socket = nextPendingConnection()) {
            ++m_open;
            const int number = ++m_accepted;
            connect(socket, &QTcpSocket::readyRead, this, [this, socket, number] { read(socket, number); });
            connect(socket, &QTcpSocket::disconnected, this, [this] { --m_open; });
        }
    });
    listen(QHostAddress::LocalHost, 0);
}

QUrl ScriptedPeer::url() const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1/webhooks/kaunt").arg(serverPort()));
}

QByteArray ScriptedPeer::status(int code, const QByteArray& body)
{
    return "HTTP/1.1 " + QByteArray::number(code) + " Scripted\r\nContent-Length: " + QByteArray::number(body.size()) +
           "\r\n\r\n" + body;
}

void ScriptedPeer::read(QTcpSocket* socket, int number)
{
    QByteArray& unread = m_unread[socket];
    unread += socket->readAll();
    const qsizetype headEnd = unread.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return;
    ReceivedRequest request;
    request.connection = number;
    QList<QByteArray> lines = unread.first(headEnd).split('\n');
    request.requestLine = lines.takeFirst().trimmed();
    for (const QByteArray& line : std::as_const(lines))
        request.headers.append(Header{line.left(line.indexOf(':')), line.mid(line.indexOf(':') + 1).trimmed()});
    const QByteArray rest = unread.mid(headEnd + 4);
    request.chunked = headerValues(request.headers, "Transfer-Encoding") == QList<QByteArray>{"chunked"};
    if (request.chunked) {
        const auto body = dechunked(rest);
        if (!body)
            return;
        request.body = *body;
    } else {
        const auto length = headerValues(request.headers, "Content-Length").value(0).toLongLong();
        if (rest.size() < length)
            return;
        request.body = rest;
    }
    unread.clear();
    m_requests.append(request);
    socket->write(answerTo(request));
    if (!m_drop.isEmpty())
        drip(socket);
    if (m_closeAfterAnswer)
        socket->disconnectFromHost();
}

QByteArray ScriptedPeer::answerTo(const ReceivedRequest& request) const
{
    for (auto entry = m_answersTo.cbegin(); entry != m_answersTo.cend(); ++entry) {
        if (request.body.contains(entry.key()))
            return entry.value();
    }
    return m_answers.at(std::min(m_requests.size(), m_answers.size()) - 1);
}

void ScriptedPeer::drip(QTcpSocket* socket)
{
    auto* pace = new QTimer(socket);
    connect(pace, &QTimer::timeout, socket, [this, socket, pace] {
        if (socket->state() != QAbstractSocket::ConnectedState)
            pace->stop();
        else if (socket->bytesToWrite() == 0) // endless, but not for our own memory
            socket->write(m_drop);
    });
    pace->start(std::chrono::milliseconds(2));
}

} // namespace kaunt::test
