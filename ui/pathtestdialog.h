// SPDX-License-Identifier: MIT
#pragma once

#include "core/pathtest/pathtestrun.h"
#include "ui/rundialog.h"
#include "ui/sentences.h"

#include <memory>

class QDialogButtonBox;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace kaunt {

class CopyableTable;
class PathChangesModel;
class PathProbesModel;
class SecretField;
class SentenceLabel;
class TargetField;

/// Event → Test the path…: sends probes through a public URL back to the receiver of this log, and shows what the path
/// changed. GUI thread; the clock outlives it.
class PathTestDialog final : public RunDialog {
    Q_OBJECT

public:
    struct Source {
        QString dataDirectory;
        QUrl url; ///< stands in the field at first, as the secret does
        QByteArray secret;
        QByteArray trustedFingerprint; ///< of our own receiver's certificate
    };

    PathTestDialog(Source source, const Clock& clock, QWidget* parent = nullptr);

    /// To another endpoint, in place of what stands in the fields. Not while a test runs.
    void setPath(const QUrl& url, const QByteArray& secret);
    /// Of our own receiver's certificate by now, for the tests to come.
    void setTrustedFingerprint(const QByteArray& fingerprint) { m_source.trustedFingerprint = fingerprint; }

Q_SIGNALS:
    void urlUsed(const QString& url);

private:
    void layOut();
    void begin();
    [[nodiscard]] Progress progress() const override;
    void stop() override;
    void conclude(const PathReport& report);
    void showEnd(const Sentence& sentence);
    void showRunning(bool isRunning);

    Source m_source;
    const Clock& m_clock;
    QLineEdit* m_line; ///< within the URL
    TargetField* m_url;
    SecretField* m_secret;
    PathProbesModel* m_probes;
    PathChangesModel* m_changes;
    CopyableTable* m_probesTable;
    CopyableTable* m_changesTable;
    QProgressBar* m_progress;
    SentenceLabel* m_outcome;
    QDialogButtonBox* m_buttons;
    QPushButton* m_begin;
    QPushButton* m_stop;
    std::unique_ptr<PathTestRun> m_run;
};

} // namespace kaunt
