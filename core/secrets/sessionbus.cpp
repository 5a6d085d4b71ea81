// SPDX-License-Identifier: MIT
#include "core/secrets/sessionbus.h"

#include <QByteArray>
#include <QDeadlineTimer>
#include <QFile>
#include <QList>
#include <QLocalSocket>
#include <QString>

namespace kaunt {

namespace {

using std::chrono::milliseconds;

QList<QByteArray> addresses()
{
    const QByteArray given = qgetenv("DBUS_SESSION_BUS_ADDRESS");
    if (!given.isEmpty())
        return given.split(';');
    const QByteArray usual = qgetenv("XDG_RUNTIME_DIR") + "/bus";
    if (QFile::exists(QFile::decodeName(usual)))
        return {"unix:path=" + usual.toPercentEncoding("/")};
    return {};
}

/// Of "unix:path=/run/user/1000/bus,guid=…"; empty where it has none.
QByteArray valueOf(const QByteArray& address, const QByteArray& key)
{
    const QList<QByteArray> pairs = address.mid(address.indexOf(':') + 1).split(',');
    for (const QByteArray& pair : pairs) {
        if (pair.startsWith(key + '='))
            return QByteArray::fromPercentEncoding(pair.mid(key.size() + 1));
    }
    return {};
}

/// Which ways there are to say who one is; any bus has an answer to that (D-Bus specification, "Authentication
/// Protocol").
bool answers(const QString& name, QLocalSocket::SocketOptions options, milliseconds patience)
{
    const QDeadlineTimer deadline(patience);
    const auto left = [&deadline] { return static_cast<int>(deadline.remainingTime()); };
    QLocalSocket socket;
    socket.setSocketOptions(options);
    socket.connectToServer(name);
    if (!socket.waitForConnected(left()))
        return false;
    socket.write(QByteArray(1, '\0') + "AUTH\r\n");
    return socket.waitForReadyRead(left());
}

} // namespace

bool doesSessionBusAnswer(milliseconds patience)
{
    const QList<QByteArray> all = addresses();
    for (const QByteArray& address : all) {
        if (address.isEmpty())
            continue;
        const QByteArray path = valueOf(address, "path");
        const QByteArray abstract = valueOf(address, "abstract");
        if (!address.startsWith("unix:") || (path.isEmpty() && abstract.isEmpty()))
            return true;
        const bool isAbstract = path.isEmpty();
        const auto option = isAbstract ? QLocalSocket::AbstractNamespaceOption : QLocalSocket::NoOptions;
        if (answers(QFile::decodeName(isAbstract ? abstract : path), option, patience))
            return true;
    }
    return false;
}

} // namespace kaunt
