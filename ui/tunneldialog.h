// SPDX-License-Identifier: MIT
#pragma once

#include "core/tunnel/tunnel.h"

#include <QDialog>

class QComboBox;
class QDialogButtonBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace kaunt {

class MonitorSession;
class SentenceLabel;
class TunnelPlanForm;
class ValueField;
struct ListeningEndpoint;

/// Event → Make it reachable…: starts and stops the tunnel of a session, shows how it is, the URL to register and what
/// its program writes. The tunnel is the session's and stays when this is closed. GUI thread; the session outlives it.
class TunnelDialog final : public QDialog {
    Q_OBJECT

public:
    /// `plan` stands in the fields at first, unless a tunnel is open.
    TunnelDialog(MonitorSession& session, const TunnelPlan& plan, QWidget* parent = nullptr);

Q_SIGNALS:
    void planUsed(const kaunt::TunnelPlan& plan);
    void pathTestRequested(const QString& endpoint); ///< the one that is chosen

private:
    void layOut();
    void connectControls();
    void begin();
    void showState();
    void offer(const QList<ListeningEndpoint>& endpoints);
    void showUrl();
    void showOutput();

    MonitorSession& m_session;
    TunnelPlanForm* m_form;
    SentenceLabel* m_state;
    QLabel* m_urlLabel;
    QComboBox* m_endpoint;
    ValueField* m_url;
    QPlainTextEdit* m_output;
    QDialogButtonBox* m_buttons;
    QPushButton* m_begin;
    QPushButton* m_stop;
    QPushButton* m_test;
};

} // namespace kaunt
