// SPDX-License-Identifier: MIT
#include "tests/bench/posting.h"

#include "core/webhook/signature.h"
#include "tests/bench/benchpeer.h"
#include "tests/bench/signedbodies.h"

#include <QElapsedTimer>
#include <QEventLoop>
#include <QHostAddress>
#include <QTcpSocket>
#include <QTimer>

#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>
#include <vector>

namespace kaunt::bench {

namespace {

/// One connection, and its share of the deliveries.
class Poster {
public:
    Poster(const PostingPlan& plan, quint64 firstEvent, int deliveries, Posted& posted, QEventLoop& loop)
        : m_plan(plan)
        , m_nextEvent(firstEvent)
        , m_left(deliveries)
        , m_posted(posted)
        , m_loop(loop)
    {
        QObject::connect(&m_socket, &QTcpSocket::connected, &m_socket, [this] { send(); });
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] { read(); });
        QObject::connect(&m_socket, &QTcpSocket::disconnected, &m_socket, [this] { lose(); });
        QObject::connect(&m_socket, &QTcpSocket::errorOccurred, &m_socket, [this] { lose(); });
    }

    void connectFrom(const QHostAddress& address)
    {
        m_socket.bind(address);
        m_socket.connectToHost(m_plan.url.host(), static_cast<quint16>(m_plan.url.port()));
    }

private:
    void send()
    {
        const QByteArray body = sampleBody(m_nextEvent++);
        m_received.clear();
        m_time.start();
        m_socket.write("POST " + m_plan.url.path().toUtf8() + " HTTP/1.1\r\nHost: " + m_plan.url.host().toUtf8() +
                       "\r\nContent-Type: application/json; charset=utf-8\r\nX-Signature-SHA256: " +
                       hmacSha256(benchSecret, body).toHex() +
                       "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }

    void read()
    {
        m_received += m_socket.readAll();
        // Every answer of the receiver has one line of JSON.
        if (m_left == 0 || !m_received.endsWith('}'))
            return;
        constexpr double nanosPerMilli = 1e6;
        m_posted.slowestMillis =
            std::max(m_posted.slowestMillis, static_cast<double>(m_time.nsecsElapsed()) / nanosPerMilli);
        ++(m_received.startsWith("HTTP/1.1 200 ") ? m_posted.accepted : m_posted.otherwise);
        if (--m_left > 0)
            send();
        else
            m_loop.quit();
    }

    void lose()
    {
        m_posted.unanswered += m_left;
        m_left = 0;
        m_loop.quit();
    }

    const PostingPlan& m_plan;
    quint64 m_nextEvent;
    int m_left;
    Posted& m_posted;
    QEventLoop& m_loop;
    QTcpSocket m_socket;
    QByteArray m_received;
    QElapsedTimer m_time;
};

} // namespace

Posted post(const PostingPlan& plan)
{
    Posted posted;
    QEventLoop loop;
    std::vector<std::unique_ptr<Poster>> posters;
    const quint32 first = QHostAddress(QHostAddress::LocalHost).toIPv4Address();
    QElapsedTimer time;
    time.start();
    quint64 event = plan.firstEvent;
    const int connections = std::min(plan.connections, plan.deliveries);
    for (int i = 0; i < connections; ++i) {
        const int share = plan.deliveries / connections + (i < plan.deliveries % connections ? 1 : 0);
        posters.push_back(std::make_unique<Poster>(plan, event, share, posted, loop));
        posters.back()->connectFrom(QHostAddress(first + static_cast<quint32>(i % plan.addresses)));
        event += static_cast<quint64>(share);
    }
    const auto done = [&posted] { return posted.accepted + posted.otherwise + posted.unanswered; };
    bool isSilent = false;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&isSilent, &loop, &done, before = 0]() mutable {
        isSilent = std::exchange(before, done()) == done();
        if (isSilent)
            loop.quit();
    });
    look.start(std::chrono::minutes(1));
    while (done() < plan.deliveries && !isSilent)
        loop.exec();
    constexpr double millisPerSecond = 1e3;
    posted.seconds = static_cast<double>(time.elapsed()) / millisPerSecond;
    posters.clear();
    posted.unanswered = plan.deliveries - posted.accepted - posted.otherwise; // also where they fell silent
    return posted;
}

} // namespace kaunt::bench
