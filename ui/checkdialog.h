// SPDX-License-Identifier: MIT
#pragma once

#include "core/conformance/conformancerun.h"
#include "ui/rundialog.h"

#include <memory>

class QComboBox;
class QDialogButtonBox;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace kaunt {

class ConformanceModel;
class CopyableTable;
class SecretField;
class SentenceLabel;
class TargetField;

/// Tries an integrator's own endpoint with all that it has to take and to refuse, and shows what it did, case by case.
/// GUI thread.
class CheckDialog final : public RunDialog {
    Q_OBJECT

public:
    /// `url` and `secret` stand in the fields at first.
    CheckDialog(const QUrl& url, const QByteArray& secret, QWidget* parent = nullptr);

    /// The report of the last run, which has come to its end, as JUnit XML; false where it could not be written.
    [[nodiscard]] bool saveReport(const QString& path);

Q_SIGNALS:
    void targetUsed(const QString& target);

private:
    void layOut();
    void begin();
    [[nodiscard]] Progress progress() const override;
    void stop() override;
    void take(const ConformanceResult& result);
    void conclude(const ConformanceReport& report);
    void showRunning(bool isRunning);
    void showChosen();
    void chooseFile();

    QLineEdit* m_line; ///< within the URL
    TargetField* m_url;
    SecretField* m_secret;
    QComboBox* m_encoding;
    ConformanceModel* m_model;
    CopyableTable* m_table;
    SentenceLabel* m_chosen; ///< the whole of what its row may have cut
    QProgressBar* m_progress;
    SentenceLabel* m_outcome;
    QDialogButtonBox* m_buttons;
    QPushButton* m_begin;
    QPushButton* m_stop;
    QPushButton* m_save;
    std::unique_ptr<ConformanceRun> m_run;
    ConformanceReport m_report;
};

} // namespace kaunt
