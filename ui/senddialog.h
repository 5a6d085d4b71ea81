// SPDX-License-Identifier: MIT
#pragma once

#include "core/simulator/samplerun.h"
#include "ui/sentences.h"

#include <QDialog>
#include <QHash>

#include <memory>

class QComboBox;
class QDialogButtonBox;
class QPushButton;

namespace kaunt {

class SampleContentForm;
class SamplePaceForm;
class SecretField;
class SendingView;
class TargetField;

/// Event → Send…: signed samples to our receiver or to any endpoint, right or wrong in a named way, once or many times.
/// Shows each answer, and can be ended at any time. GUI thread.
class SendDialog final : public QDialog {
    Q_OBJECT

public:
    /// What there is to choose from.
    struct Source {
        QStringList targets;                     ///< our receiver's, then the one before; as URLs
        QByteArray secret;                       ///< one of our receiver's, for targets that are none of its
        QByteArray trustedFingerprint;           ///< of our own receiver's certificate
        QString payload;                         ///< that was written last
        QHash<QString, QByteArray> secrets = {}; ///< by target, of our receiver's
    };

    explicit SendDialog(const Source& source, QWidget* parent = nullptr);
    ~SendDialog() override;

Q_SIGNALS:
    void used(const QString& target, const QString& payload);

private:
    void nameControls();
    void layOut();
    void offerTargets(const QStringList& targets);
    [[nodiscard]] SampleRequest request() const;
    void begin();
    void end(const Sentence& sentence);
    void setRunning(bool isRunning);
    void followTarget();
    void showChoices();

    const QHash<QString, QByteArray> m_secrets;
    const QByteArray m_trustedFingerprint;
    QComboBox* m_choice; ///< within the target
    TargetField* m_target;
    SecretField* m_secret;
    SampleContentForm* m_content;
    SamplePaceForm* m_pace;
    SendingView* m_sending;
    QDialogButtonBox* m_buttons;
    QPushButton* m_send;
    QPushButton* m_stop;
    std::unique_ptr<SampleRun> m_run;
};

} // namespace kaunt
