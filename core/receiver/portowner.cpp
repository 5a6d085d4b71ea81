// SPDX-License-Identifier: MIT
#include "core/receiver/portowner.h"

#include "core/receiver/listenaddress.h"

#include <QDir>
#include <QFile>
#include <QSet>

#include <array>
#include <cstring>
#include <unistd.h>

namespace kaunt {

namespace {

/// "0100007F:2253": each 32 bits of the address in the machine's own byte order.
struct LocalEnd {
    QHostAddress address;
    quint16 port = 0;
};

std::optional<LocalEnd> localEndOf(const QByteArray& text)
{
    constexpr qsizetype ipv4Digits = 8;
    constexpr qsizetype ipv6Digits = 32;
    const qsizetype colon = text.indexOf(':');
    if (colon != ipv4Digits && colon != ipv6Digits)
        return std::nullopt;
    Q_IPV6ADDR bytes{};
    for (qsizetype at = 0; at < colon; at += ipv4Digits) {
        const quint32 word = text.mid(at, ipv4Digits).toUInt(nullptr, 16);
        std::memcpy(bytes.c + at / 2, &word, sizeof word);
    }
    LocalEnd end;
    end.port = text.mid(colon + 1).toUShort(nullptr, 16);
    if (colon == ipv6Digits)
        end.address = QHostAddress(bytes);
    else
        end.address = QHostAddress(static_cast<quint32>(bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3]));
    return end;
}

/// The inodes of the sockets that listen there.
QSet<QByteArray> listeningInodes(const QHostAddress& address, quint16 port)
{
    constexpr qsizetype localColumn = 1;
    constexpr qsizetype stateColumn = 3;
    constexpr qsizetype inodeColumn = 9;
    QSet<QByteArray> inodes;
    for (const char* table : {"/proc/net/tcp", "/proc/net/tcp6"}) {
        QFile file(QString::fromLatin1(table));
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QList<QByteArray> lines = file.readAll().split('\n');
        for (const QByteArray& line : lines) {
            const QList<QByteArray> columns = line.simplified().split(' ');
            if (columns.size() <= inodeColumn || columns.at(stateColumn) != "0A") // TCP_LISTEN
                continue;
            const std::optional<LocalEnd> end = localEndOf(columns.at(localColumn));
            const bool isThere =
                end && end->port == port &&
                (end->address.isEqual(address) || isEveryAddress(end->address) || isEveryAddress(address));
            if (isThere)
                inodes.insert("socket:[" + columns.at(inodeColumn) + ']');
        }
    }
    return inodes;
}

bool hasOneOpen(const QString& process, const QSet<QByteArray>& inodes)
{
    const QString folder = QStringLiteral("/proc/%1/fd").arg(process);
    const QStringList descriptors = QDir(folder).entryList(QDir::Files | QDir::System | QDir::NoDotAndDotDot);
    for (const QString& descriptor : descriptors) {
        std::array<char, 64> target{};
        const QByteArray link = QFile::encodeName(folder + u'/' + descriptor);
        const auto length = ::readlink(link.constData(), target.data(), target.size());
        if (length > 0 && inodes.contains(QByteArray(target.data(), length)))
            return true;
    }
    return false;
}

} // namespace

std::optional<PortOwner> findPortOwner(const QHostAddress& address, quint16 port)
{
    const QSet<QByteArray> inodes = listeningInodes(address, port);
    if (inodes.isEmpty())
        return std::nullopt;
    const QStringList entries = QDir(QStringLiteral("/proc")).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QString& entry : entries) {
        bool isProcess = false;
        const qint64 id = entry.toLongLong(&isProcess);
        if (!isProcess || !hasOneOpen(entry, inodes))
            continue;
        QFile name(QStringLiteral("/proc/%1/comm").arg(entry));
        const bool isReadable = name.open(QIODevice::ReadOnly);
        return PortOwner{isReadable ? QString::fromUtf8(name.readAll().trimmed()) : QString(), id};
    }
    return std::nullopt;
}

} // namespace kaunt
