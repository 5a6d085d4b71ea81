// SPDX-License-Identifier: MIT
#pragma once

#include "core/receiver/webhookreceiver.h"
#include "core/storage/eventlog.h"
#include "tests/support/manualclock.h"

#include <QTemporaryDir>

#include <memory>

namespace kaunt::test {

inline const QByteArray receiverSecret = "s3cret";

/// A receiver in the test's own thread with a log of its own, on a free port of 127.0.0.1, and one endpoint with
/// `receiverSecret`. To be made anew for each test function; `settings` may be changed before each listen().
struct ReceiverFixture {
    ReceiverFixture();
    ~ReceiverFixture();
    Q_DISABLE_COPY_MOVE(ReceiverFixture)

    /// The endpoints; none where the log or the port could not be had.
    [[nodiscard]] QList<ListeningEndpoint> listen();
    [[nodiscard]] quint16 port() const { return m_port; } ///< of the last listen()
    /// What the log has of this delivery; number 0 where it has none.
    [[nodiscard]] DeliverySummary stored(qint64 number) const;

    ManualClock clock;
    QTemporaryDir folder;
    ReceiverSettings settings;
    std::unique_ptr<EventLog> log;
    std::unique_ptr<WebhookReceiver> receiver;

private:
    quint16 m_port = 0;
};

/// A POST to the default endpoint, with lines of its own among the headers.
[[nodiscard]] QByteArray postOf(const QByteArray& body, const QByteArray& lines,
                                const QByteArray& path = "/webhooks/kaunt");
[[nodiscard]] QByteArray signatureLine(const QByteArray& body, const QByteArray& secret = receiverSecret);
[[nodiscard]] QByteArray signedPost(const QByteArray& body);

} // namespace kaunt::test
