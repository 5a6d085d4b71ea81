// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace kaunt {

class DriftWatch;
class PayloadPanel;
class ResourcePanel;
class SummaryPanel;

/// What is new in the shape of the delivery and of the fetch that are shown, in their panels, and its acceptance,
/// which can be taken back as long as the same is shown. GUI thread; the panels own it or outlive it, as does the
/// watch.
class DetailsDrift final : public QObject {
    Q_OBJECT

public:
    DetailsDrift(DriftWatch& watch, SummaryPanel& summary, PayloadPanel& payload, ResourcePanel& resource,
                 QObject* parent);

    /// Another delivery is shown: its drift follows.
    void setDelivery(qint64 number);

private:
    void ask();
    void askResource();
    void acceptDelivery();
    void acceptResource();
    void undo();

    DriftWatch& m_watch;
    SummaryPanel& m_summary;
    PayloadPanel& m_payload;
    ResourcePanel& m_resource;
    qint64 m_number = 0;
    bool m_isDeliveryAccepted = false; ///< latest, so that it can be taken back
    qint64 m_acceptedFetch = 0;        ///< likewise
};

} // namespace kaunt
