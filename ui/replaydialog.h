// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/replayrun.h"
#include "core/storage/logreader.h"
#include "ui/chosendeliveries.h"
#include "ui/followingsecret.h"
#include "ui/sendingdialog.h"

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QRadioButton;

namespace kaunt {

class SecretField;
class TargetField;

/// Event → Replay to…: the selected deliveries, or all of the list, sent again to a URL; signed as they came or anew,
/// and a single one edited then, where its payload is text; as far apart as they came or faster, those that
/// were given up without pauses unless that is chosen. Shows each answer, and can be ended at any time. GUI thread; the
/// clock outlives it.
class ReplayDialog final : public SendingDialog {
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
    /// The secret goes with the URL from now on: see FollowingSecret.
    void followTarget(const FollowingSecret::SecretFor& secretFor);

Q_SIGNALS:
    void targetUsed(const QString& target);
    /// As a ReplayRun: to be written to the log.
    void mended(const kaunt::ForwardRecord& record);
    void answered(const kaunt::ForwardRecord& record); ///< likewise

private:
    void layOut();
    void nameControls();
    void connectChoices();
    [[nodiscard]] ReplayRequest request(const QUrl& target) const;
    void begin() override;
    void showPause(qint64 number, std::chrono::milliseconds pause, double speed);
    void stop() override;
    void setRunning(bool isRunning) override;
    void showChoices();
    void nameChosen();
    void chooseUsualSpacing();
    void beginWithSelection();
    void readPayload();
    void takePayload(const DeliveryRecord& record);
    void takeReplayed(const ReplayedDelivery& replayed);
    void showEnd();

    ChosenDeliveries m_chosen;
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
    std::unique_ptr<ReplayRun> m_run;
};

} // namespace kaunt
