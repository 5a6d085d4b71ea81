// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/replayrun.h"
#include "core/storage/logreader.h"
#include "ui/chosendeliveries.h"
#include "ui/rundialog.h"
#include "ui/sentences.h"

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace kaunt {

class SecretField;
class SendingView;
class TargetField;

/// Event → Replay to…: the selected deliveries, or all of the list, sent again to a URL; signed as they came or anew,
/// and a single one edited then, where its payload is text; as far apart as they came or faster. Shows each answer, and
/// can be ended at any time. GUI thread; the clock outlives it.
class ReplayDialog final : public RunDialog {
    Q_OBJECT

public:
    /// What there is to choose from.
    struct Source : ChosenDeliveries {
        QString target;                ///< the one before
        QByteArray trustedFingerprint; ///< of our own receiver's certificate
        QByteArray secret = {};        ///< stands in the field at first
    };

    ReplayDialog(const Source& source, const Clock& clock, QWidget* parent = nullptr);
    ~ReplayDialog() override;

    /// What the list has chosen by now, in place of what it had; of the same log. Not while deliveries are sent, nor in
    /// place of a payload that the user has edited: that is told.
    void setChosen(const ChosenDeliveries& chosen);
    /// Of our own receiver's certificate by now, for the runs to come.
    void setTrustedFingerprint(const QByteArray& fingerprint) { m_trustedFingerprint = fingerprint; }

Q_SIGNALS:
    void targetUsed(const QString& target);
    /// As a ReplayRun: to be written to the log.
    void mended(const kaunt::ForwardRecord& record);

private:
    void layOut();
    void nameControls();
    [[nodiscard]] ReplayRequest request(const QUrl& target) const;
    void begin();
    void showPause(qint64 number, std::chrono::milliseconds pause, double speed);
    void end(const Sentence& sentence);
    [[nodiscard]] Progress progress() const override;
    void stop() override;
    void setRunning(bool isRunning);
    void showChoices();
    void nameChosen();
    void beginWithSelection();
    void readPayload();
    void takePayload(const DeliveryRecord& record);
    void takeReplayed(const ReplayedDelivery& replayed);
    void showEnd();

    ChosenDeliveries m_chosen;
    QByteArray m_trustedFingerprint;
    const Clock& m_clock;
    QRadioButton* m_selected;
    QRadioButton* m_matching;
    QLineEdit* m_line; ///< within the target
    TargetField* m_target;
    QRadioButton* m_asItCame;
    QRadioButton* m_anew;
    SecretField* m_secret;
    QCheckBox* m_edited;
    QPlainTextEdit* m_payload;
    LogReader m_reader;
    bool m_isPayloadText = false; ///< it was read, and an editor can hold it
    QComboBox* m_spacing;
    SendingView* m_sending;
    QDialogButtonBox* m_buttons;
    QPushButton* m_replay;
    QPushButton* m_stop;
    std::unique_ptr<ReplayRun> m_run;
};

} // namespace kaunt
