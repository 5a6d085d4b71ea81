// SPDX-License-Identifier: MIT
#pragma once

#include "core/http/tcpstream.h"
#include "core/tls/servercontext.h"

#include <QDeadlineTimer>
#include <QHash>
#include <QHostAddress>

#include <chrono>
#include <functional>
#include <list>
#include <memory>
#include <optional>

namespace kaunt::http {

/// A connection that was accepted and of which nothing was read. A plain value that owns its socket.
struct Arrival {
    std::unique_ptr<TcpStream> socket;
    std::shared_ptr<const tls::ServerContext> tls; ///< as it was then; null for plain HTTP
};

/// Connections that wait for a place, in the order in which they came, each for a time of its own. None of them is
/// read: what a peer sends stays in the system's buffers. Bounded by its owner. One thread.
class PlaceQueue {
public:
    /// `customer` is that of the peer, see customerOf().
    void add(Arrival arrival, const QHostAddress& customer, std::chrono::milliseconds patience);

    [[nodiscard]] bool isEmpty() const { return m_waiting.empty(); }
    [[nodiscard]] qsizetype size() const { return static_cast<qsizetype>(m_waiting.size()); }
    [[nodiscard]] bool hasOf(const QHostAddress& customer) const { return m_perCustomer.contains(customer); }
    /// Until the time of the first of them is over; 0 where there is none.
    [[nodiscard]] std::chrono::milliseconds timeLeft() const;

    /// The first of this customer; nothing where there is none.
    [[nodiscard]] std::optional<Arrival> takeFirstOf(const QHostAddress& customer);
    /// The first whose customer may come in; nothing where there is none.
    [[nodiscard]] std::optional<Arrival> takeFirst(const std::function<bool(const QHostAddress& customer)>& mayComeIn);
    /// The last of the customer of whom most wait, so that nobody keeps others from waiting; of this one where of no
    /// other there are more. Nothing where there is none at all.
    [[nodiscard]] std::optional<Arrival> takeLastOfMost(const QHostAddress& customer);
    /// The first whose time is over; nothing where there is none.
    [[nodiscard]] std::optional<Arrival> takeLate();
    /// The first; nothing where there is none.
    [[nodiscard]] std::optional<Arrival> takeAny();

private:
    struct Waiting {
        Arrival arrival;
        QHostAddress customer;
        QDeadlineTimer end;
    };
    using Place = std::list<Waiting>::iterator;

    [[nodiscard]] std::optional<Arrival> take(Place place);

    std::list<Waiting> m_waiting;
    QHash<QHostAddress, int> m_perCustomer; ///< of those that wait; none is 0
};

} // namespace kaunt::http
