// SPDX-License-Identifier: MIT
#pragma once

#include <QHash>
#include <QHostAddress>
#include <QObject>
#include <QPointer>
#include <QQueue>

#include <functional>

namespace kaunt::http {

/// Whose TLS handshake goes on next: a step may take a signature, which is made in the one thread that serves all.
/// There is one in each turn of the event loop, and customers take turns, so that one who only greets, from as many
/// connections as he may have, keeps nobody waiting but himself. Lives in the server's thread.
class HandshakeTurns final : public QObject {
    Q_OBJECT

public:
    using QObject::QObject;

    /// Has `goOn` called in a turn to come, unless `who` is gone by then. Bounded by those who ask: each waits for its
    /// turn before it asks again.
    void ask(const QObject* who, const QHostAddress& customer, std::function<void()> goOn);

private:
    struct Asked {
        QPointer<const QObject> who;
        std::function<void()> goOn;
    };

    void begin();
    void takeTurn();
    [[nodiscard]] Asked takeNext();

    QHash<QHostAddress, QQueue<Asked>> m_waiting; ///< by customer, none of them empty
    QQueue<QHostAddress> m_customers;             ///< each of them once
    bool m_isBegun = false;
};

} // namespace kaunt::http
