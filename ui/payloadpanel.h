// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"
#include "ui/driftbanner.h"

#include <QByteArray>
#include <QWidget>

namespace kaunt {

class JsonBodyView;

/// The Payload tab: the body of a delivery. GUI thread.
class PayloadPanel final : public QWidget {
    Q_OBJECT

public:
    explicit PayloadPanel(QWidget* parent = nullptr);

    /// `wholeBytes` is larger than the body where only its beginning was kept.
    void showBody(const QByteArray& body, qint64 wholeBytes, const HeaderList& headers = {});
    /// What is new in the shown delivery's contract.
    void showDrift(const QList<DriftFinding>& findings) { m_drift->showFindings(findings); }

Q_SIGNALS:
    void driftAccepted();
    void compareRequested();

private:
    DriftBanner* m_drift;
    JsonBodyView* m_body;
};

} // namespace kaunt
