// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alerthookfailure.h"
#include "core/alerts/alertqueue.h"
#include "core/sending/deliverysender.h"

namespace kaunt {

/// Posts each alert's JSON object to a URL of the user's choice, http or https. They wait in an AlertQueue. Once each:
/// an answer other than 2xx, or none within the time limit, is a failure that is told. Of an answer no more than 64 KiB
/// is read, redirects are not followed, and no secret of ours goes along. Does not block; lives in its owner's thread.
class AlertPost final : public QObject {
    Q_OBJECT

public:
    explicit AlertPost(std::chrono::milliseconds timeLimit = std::chrono::seconds(10));

    /// From the next one on; with an empty URL nothing is posted, and what waits is dropped.
    void setUrl(const QUrl& url);
    void post(const QByteArray& alert);

Q_SIGNALS:
    void succeeded();
    void failed(const kaunt::AlertHookFailure& failure);

private:
    void send(const QByteArray& alert);
    void takeOutcome(const SendOutcome& outcome);

    const std::chrono::milliseconds m_timeLimit;
    QUrl m_url;
    AlertQueue m_waiting;
    DeliverySender m_sender;
};

} // namespace kaunt
