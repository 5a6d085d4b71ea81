// SPDX-License-Identifier: MIT
#pragma once

#include "core/simulator/samplerun.h"
#include "ui/sendingdialog.h"

#include <QHash>

#include <memory>
#include <optional>

class QComboBox;

namespace kaunt {

class Clock;
class SampleContentForm;
class SamplePaceForm;
class SecretField;
class TargetField;

/// Event → Send…: signed samples to our receiver or to any endpoint, right or wrong in a named way, once or many times.
/// Shows each answer, and when one that was not accepted is repeated; can be ended at any time. GUI thread; the clock
/// outlives it.
class SendDialog final : public SendingDialog {
    Q_OBJECT

public:
    /// What there is to choose from.
    struct Source {
        QStringList targets;                     ///< our receiver's; as URLs
        QByteArray secret;                       ///< one of our receiver's, for targets that are none of its
        QByteArray trustedFingerprint;           ///< of our own receiver's certificate
        QString payload;                         ///< that was written last
        QHash<QString, QByteArray> secrets = {}; ///< by target, of our receiver's
        QString lastTarget = {};                 ///< stands in the field at first, where there was one
        QStringList names = {};                  ///< of the endpoints that `targets` are, in the same order
    };

    SendDialog(const Source& source, const Clock& clock, QWidget* parent = nullptr);
    ~SendDialog() override;

    /// Where our receiver listens by now, with what secrets and certificate: what stood in a field from there follows
    /// its endpoint, what the user has entered stays. For the runs to come.
    void takeReceiver(const Source& source);

Q_SIGNALS:
    void used(const QString& target, const QString& payload);

private:
    void nameControls();
    void layOut();
    void offerTargets(const Source& source);
    [[nodiscard]] SampleRequest request() const;
    void begin() override;
    void showRepeated(quint64 number, const SendOutcome& outcome);
    void stop() override;
    void setRunning(bool isRunning) override;
    void offerAnew();
    [[nodiscard]] QString movedTarget(const Source& now) const;
    [[nodiscard]] bool isOurSecret(const QByteArray& secret) const;
    void followTarget();
    void showChoices();

    QStringList m_targets;
    QStringList m_names; ///< of their endpoints
    QHash<QString, QByteArray> m_secrets;
    std::optional<Source> m_byNow; ///< not offered yet
    const Clock& m_clock;
    QComboBox* m_choice; ///< within the target
    TargetField* m_target;
    SecretField* m_secret;
    SampleContentForm* m_content;
    SamplePaceForm* m_pace;
    std::unique_ptr<SampleRun> m_run;
};

} // namespace kaunt
