// SPDX-License-Identifier: MIT
#include "app/desktop/windowcalls.h"

#include "core/sha256.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QLocalSocket>
#include <QPromise>
#include <QTimer>

#include <chrono>
#include <memory>

namespace kaunt {

namespace {

constexpr std::chrono::seconds callerPatience(5); ///< with one that is connected and says nothing
constexpr qint64 longestCall = 1'024;             ///< bytes, with its line's end; a token is a UUID or some words
constexpr int mostCallers = 8;

/// Empty where there is no folder for it. Short, as a socket's path may have no more than 107 bytes (unix(7)).
QString socketOf(const QString& dataDirectory)
{
    const QString folder = QFile::decodeName(qgetenv("XDG_RUNTIME_DIR"));
    if (folder.isEmpty())
        return {};
    constexpr int distinctDigits = 16;
    const QByteArray log = QFile::encodeName(QFileInfo(dataDirectory).canonicalFilePath());
    return folder + QStringLiteral("/kaunt-monitor-") + QString::fromLatin1(sha256(log).toHex().first(distinctDigits));
}

} // namespace

WindowCalls::WindowCalls(const QString& dataDirectory)
{
    const QString socket = socketOf(dataDirectory);
    if (socket.isEmpty())
        return;
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(mostCallers);
    connect(&m_server, &QLocalServer::newConnection, this, &WindowCalls::takeCallers);
    QLocalServer::removeServer(socket);
    m_server.listen(socket); // where it can't, a second start says that the log is in use
}

void WindowCalls::takeCallers()
{
    while (QLocalSocket* caller = m_server.nextPendingConnection()) {
        caller->setReadBufferSize(longestCall);
        connect(caller, &QLocalSocket::disconnected, caller, &QObject::deleteLater);
        connect(caller, &QLocalSocket::readyRead, this, [this, caller] { hear(*caller); });
        QTimer::singleShot(callerPatience, caller, &QLocalSocket::abort);
        hear(*caller);
    }
}

void WindowCalls::hear(QLocalSocket& caller)
{
    if (!caller.canReadLine())
        return;
    const QByteArray token = caller.readLine(longestCall).trimmed();
    caller.write("heard\n");
    caller.disconnectFromServer();
    Q_EMIT called(token);
}

QFuture<CallAnswer> callWindow(const QString& dataDirectory, const QByteArray& activationToken,
                               std::chrono::milliseconds patience)
{
    // One that is too long to be heard would have the call ended, as if who is called was ending.
    const QByteArray token = activationToken.size() < longestCall ? activationToken : QByteArray();
    auto promise = std::make_shared<QPromise<CallAnswer>>();
    promise->start();
    auto* socket = new QLocalSocket(QCoreApplication::instance());
    const auto end = [promise, socket](CallAnswer answer) {
        if (promise->future().isFinished())
            return;
        promise->addResult(answer);
        promise->finish();
        socket->deleteLater();
    };
    QObject::connect(socket, &QLocalSocket::connected, socket, [socket, token] { socket->write(token + '\n'); });
    QObject::connect(socket, &QLocalSocket::readyRead, socket, [end] { end(CallAnswer::Heard); });
    QObject::connect(socket, &QLocalSocket::disconnected, socket, [end] { end(CallAnswer::Ended); });
    QObject::connect(socket, &QLocalSocket::errorOccurred, socket, [end](QLocalSocket::LocalSocketError error) {
        if (error != QLocalSocket::PeerClosedError) // of which `disconnected` tells, behind what was still to be read
            end(CallAnswer::None);
    });
    QTimer::singleShot(patience, socket, [end] { end(CallAnswer::None); });
    if (const QString server = socketOf(dataDirectory); server.isEmpty())
        end(CallAnswer::None);
    else
        socket->connectToServer(server);
    return promise->future();
}

} // namespace kaunt
