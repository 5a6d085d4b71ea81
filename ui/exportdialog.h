// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/exportrun.h"
#include "ui/chosendeliveries.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QRadioButton;

namespace kaunt {

class SentenceLabel;

/// File → Export…: which deliveries, in which format; says how many there are and what is redacted before anything is
/// written, then writes with progress, and can be ended at any time. GUI thread; the clock outlives it.
class ExportDialog final : public QDialog {
    Q_OBJECT

public:
    /// What there is to choose from.
    struct Source : ChosenDeliveries {
        QList<QByteArray> secrets;
        QUrl receiver;
        QList<EndpointSecrets> known;   ///< see CaptureOptions
        bool areSecretsUnknown = false; ///< some could not be read, and could not be kept out
        QStringList keptFiles = {};     ///< that are not to be overwritten, besides those of the log
    };

    ExportDialog(Source source, const Clock& clock, QWidget* parent = nullptr);
    ~ExportDialog() override;

    /// As when a file was chosen.
    void exportTo(const QString& path);

private:
    void layOut();
    void nameControls();
    void connectControls();
    void takeFormat();
    void takeChoice();
    [[nodiscard]] ExportRequest request() const;
    void rehearse();
    void begin(const QString& path);
    void end();
    void setWriting(bool isWriting);
    void stop();
    void chooseFile();
    void showProgress(const ExportProgress& progress);
    void showFinished(const ExportProgress& progress);
    void showFailed(const ExportError& error);
    void showRedacted(const ExportProgress& progress);

    const Source m_source;
    const Clock& m_clock;
    QRadioButton* m_matching;
    QRadioButton* m_selected;
    QComboBox* m_format;
    QCheckBox* m_standIns;
    QLabel* m_count;
    QLabel* m_redacted;
    QProgressBar* m_progress;
    SentenceLabel* m_outcome;
    QDialogButtonBox* m_buttons;
    QPushButton* m_export;
    QPushButton* m_stop;
    std::unique_ptr<ExportRun> m_run;
};

} // namespace kaunt
