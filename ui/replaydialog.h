// SPDX-License-Identifier: MIT
#pragma once

#include "core/forward/replayrun.h"
#include "core/storage/logreader.h"
#include "ui/chosendeliveries.h"
#include "ui/sentences.h"

#include <QDialog>

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
class ReplayDialog final : public QDialog {
    Q_OBJECT

public:
    /// What there is to choose from.
    struct Source : ChosenDeliveries {
        QString target;                ///< the one before
        QByteArray trustedFingerprint; ///< of our own receiver's certificate
    };

    ReplayDialog(Source source, const Clock& clock, QWidget* parent = nullptr);
    ~ReplayDialog() override;

Q_SIGNALS:
    void targetUsed(const QString& target);

private:
    void layOut();
    void nameControls();
    [[nodiscard]] ReplayRequest request(const QUrl& target) const;
    void begin();
    void end(const Sentence& sentence);
    void stop();
    void setRunning(bool isRunning);
    void showChoices();
    void readPayload();
    void takeReplayed(const ReplayedDelivery& replayed);
    void showEnd();

    const Source m_source;
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
