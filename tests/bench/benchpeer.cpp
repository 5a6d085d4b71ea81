// SPDX-License-Identifier: MIT
#include "tests/bench/benchpeer.h"

#include <QDeadlineTimer>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <utility>

namespace kaunt::bench {

namespace {

constexpr int startMillis = 60'000;

quint16 freePort()
{
    QTcpServer server;
    return server.listen(QHostAddress::LocalHost) ? server.serverPort() : 0;
}

/// The URL in a line that a peer printed: the line itself, or the one in a JSON object.
QUrl urlIn(const QByteArray& line)
{
    const QString inObject = QJsonDocument::fromJson(line).object().value(u"url").toString();
    return QUrl(inObject.isEmpty() ? QString::fromUtf8(line.trimmed()) : inObject);
}

BenchPeer::Program node(const QString& name, const QStringList& more)
{
    return {name,
            QStringLiteral("node"),
            QStringList{QStringLiteral(KAUNT_SOURCE_DIR "/tests/bench/peers/verify.js"), QLatin1String(benchSecret)} +
                more,
            {},
            true};
}

QList<BenchPeer::Program> references()
{
    return {
        {QStringLiteral("nginx return 200"),
         QStringLiteral("/usr/sbin/nginx"),
         {QStringLiteral("-p"), QStringLiteral("%1"), QStringLiteral("-c"), QStringLiteral("%1/nginx.conf")},
         QStringLiteral("nginx.conf"),
         false},
        node(QStringLiteral("Node, HMAC"), {}),
        node(QStringLiteral("Node, HMAC, fsync"), {QStringLiteral("%1/bodies.log")}),
        {QStringLiteral("webhook"),
         QStringLiteral("webhook"),
         {QStringLiteral("-hooks"), QStringLiteral("%1/hooks.json"), QStringLiteral("-ip"), QStringLiteral("127.0.0.1"),
          QStringLiteral("-port"), QStringLiteral("%2"), QStringLiteral("-urlprefix"), QStringLiteral("webhooks")},
         QStringLiteral("hooks.json"),
         false},
        {QStringLiteral("QHttpServer, 200"), QStringLiteral(KAUNT_BENCH_DIR "/bench-qhttpserver"), {}, {}, true},
    };
}

BenchPeer::Program own(const QString& name, const QStringList& more)
{
    return {name, QStringLiteral(KAUNT_BIN_DIR "/kauntctl"),
            QStringList{QStringLiteral("listen"), QStringLiteral("--json"), QStringLiteral("--listen"),
                        QStringLiteral("127.0.0.1:0"), QStringLiteral("--data"), QStringLiteral("%1/data"),
                        QStringLiteral("--config"), QStringLiteral("%1/none.conf"), QStringLiteral("--secret-file"),
                        QStringLiteral("%1/secret.txt")} +
                more,
            QStringLiteral("secret.txt"), true};
}

} // namespace

BenchPeer::BenchPeer(Program program)
    : m_program(std::move(program))
{
}

BenchPeer::~BenchPeer()
{
    stop();
}

QString BenchPeer::filled(QString text) const
{
    return text.replace(QLatin1String("%1"), m_folder.path()).replace(QLatin1String("%2"), QString::number(m_port));
}

bool BenchPeer::start()
{
    m_port = freePort();
    m_url = QUrl(QStringLiteral("http://127.0.0.1:%1/webhooks/kaunt").arg(m_port));
    if (!m_program.file.isEmpty()) {
        QFile from(QStringLiteral(KAUNT_SOURCE_DIR "/tests/bench/peers/") + m_program.file);
        QFile to(m_folder.filePath(m_program.file));
        if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::WriteOnly))
            return false;
        to.write(filled(QString::fromUtf8(from.readAll())).toUtf8());
    }
    QStringList arguments;
    for (const QString& argument : std::as_const(m_program.arguments))
        arguments.append(filled(argument));
    m_process.setStandardErrorFile(QProcess::nullDevice());
    if (!m_program.printsUrl)
        m_process.setStandardOutputFile(QProcess::nullDevice());
    m_process.start(m_program.program, arguments);
    if (!m_process.waitForStarted() || !waitUntilReady())
        return false;
    // What it prints from now on goes nowhere: reading it would cost us what is measured.
    m_process.closeReadChannel(QProcess::StandardOutput);
    return true;
}

bool BenchPeer::waitUntilReady()
{
    const QDeadlineTimer deadline(startMillis);
    if (m_program.printsUrl) {
        while (!m_process.canReadLine() && !deadline.hasExpired()) {
            if (!m_process.waitForReadyRead(static_cast<int>(deadline.remainingTime())))
                return false;
        }
        m_url = urlIn(m_process.readLine());
        return m_url.isValid();
    }
    constexpr int pause = 20;
    while (!deadline.hasExpired() && m_process.state() == QProcess::Running) {
        QTcpSocket socket;
        socket.connectToHost(QHostAddress::LocalHost, m_port);
        if (socket.waitForConnected())
            return true;
        QThread::msleep(pause);
    }
    return false;
}

void BenchPeer::stop()
{
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.terminate();
    if (!m_process.waitForFinished(startMillis))
        m_process.kill();
    m_process.waitForFinished();
}

std::unique_ptr<BenchPeer> ownReceiver()
{
    return std::make_unique<BenchPeer>(own(QStringLiteral("kauntctl listen"), {}));
}

std::unique_ptr<BenchPeer> ownReceiverAtWork(const QUrl& target)
{
    return std::make_unique<BenchPeer>(own(
        QStringLiteral("the same, at work"),
        {QStringLiteral("--forward-to"), target.toString(), QStringLiteral("--admin"), QStringLiteral("127.0.0.1:0"),
         QStringLiteral("--alert-command"), QStandardPaths::findExecutable(QStringLiteral("true"))}));
}

std::unique_ptr<BenchPeer> fastestReference()
{
    return std::make_unique<BenchPeer>(references().constFirst());
}

std::vector<std::unique_ptr<BenchPeer>> installedPeers()
{
    std::vector<std::unique_ptr<BenchPeer>> peers;
    peers.push_back(ownReceiver());
    const QList<BenchPeer::Program> all = references();
    for (const BenchPeer::Program& program : all) {
        if (!QStandardPaths::findExecutable(program.program).isEmpty())
            peers.push_back(std::make_unique<BenchPeer>(program));
    }
    return peers;
}

} // namespace kaunt::bench
